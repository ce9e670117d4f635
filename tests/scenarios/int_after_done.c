// SPDX-License-Identifier: MIT
// Scenario: an interrupt after main is done, before run() has returned: its result is lost.
// Clauses: A.INT.14
// Strict: P5 — run returns main's result; the interrupt is pending for the next run or close.
#include "scenario.h"

static int late(void *unused)
{
	(void)unused;
	trace("behind main");
	return interrupt(NULL);
}

static int soon(void *unused)
{
	(void)unused;
	return wio_loop_call_soon(wio_get_running_loop(), late, NULL, NULL, NULL);
}

static int program(void *unused)
{
	(void)unused;
	wio_loop_call_soon(wio_get_running_loop(), soon, NULL, NULL, NULL);
	int r = wio_yield();
	if (r < 0)
		return r;
	trace("main ends");
	return 5;
}

SCENARIO(int_after_done)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
