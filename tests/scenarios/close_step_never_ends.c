// SPDX-License-Identifier: MIT
// Scenario: a step in the end of a loop waits for ever, and so does close().
// Clauses: A.CLOSE.6
// Strict: F19 — the deadline ends the close: the loop is closed, and close says so.
#include "scenario.h"

static int end_generators(void *unused)
{
	(void)unused;
	trace("generators");
	wio_future *never;
	int r = wio_future_new(&never, NULL);
	if (r < 0)
		return r;
	r = wio_await(never, NULL);
	wio_future_release(never);
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

SCENARIO(close_step_never_ends)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	trace("close gave", exc(close_runner(r)));
}
