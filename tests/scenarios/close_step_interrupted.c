// SPDX-License-Identifier: MIT
// Scenario: an interrupt while a step in the end of a loop waits: it comes out of close(), the loop is closed.
// Clauses: A.CLOSE.9, A.CLOSE.8, A.INT.29
// Strict: P7 — the step is cancelled, both are taken once more, and close returns WIO_EINTERRUPTED at the end.
#include "scenario.h"

static int end_generators(void *unused)
{
	(void)unused;
	trace("generators");
	int r = wio_sleep(TICKS(5));
	if (r == 0)
		trace("not reached");
	return r;
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

SCENARIO(close_step_interrupted)
{
	wio_runner *r = runner();
	at(3, interrupt, NULL);
	wio_runner_run(r, program, NULL, NULL);
	trace("close gave", exc(close_runner(r)));
}
