// SPDX-License-Identifier: MIT
// Scenario: a step in the end of a loop fails: that ends the close, and the loop is closed.
// Clauses: A.CLOSE.6, A.CLOSE.8
// Strict: P7 — the other step is taken, and close returns the error at the end.
#include "scenario.h"

static int end_generators(void *unused)
{
	(void)unused;
	trace("generators");
	int r = wio_sleep(TICKS(1));
	return r < 0 ? r : VALUE_ERROR;
}

static int end_executor(void *unused)
{
	(void)unused;
	trace("executor");
	return 0;
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

SCENARIO(close_step_fails)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	trace("close gave", exc(close_runner(r)));
}
