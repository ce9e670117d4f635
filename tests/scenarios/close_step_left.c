// SPDX-License-Identifier: MIT
// Scenario: a step in the end of a loop is over, but what it began interrupts before close() goes on.
// Clauses: A.CLOSE.9, A.CLOSE.8
// Strict: P7 — the other step is taken, and close returns WIO_EINTERRUPTED at the end.
#include "scenario.h"

static int raising(void *unused)
{
	(void)unused;
	return WIO_EINTERRUPTED;
}

static int end_generators(void *unused)
{
	(void)unused;
	trace("generators");
	spawn(raising, NULL, NULL);
	return 0;
}

static int end_executor(void *unused)
{
	(void)unused;
	trace("executor");
	int r = wio_sleep(TICKS(1));
	if (r == 0)
		trace("no more executor");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	int r = steps_at_close(end_generators, end_executor);
	if (r < 0)
		return r;
	wio_sleep(TICKS(1));
	return 0;
}

SCENARIO(close_step_left)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	trace("close gave", exc(close_runner(r)));
}
