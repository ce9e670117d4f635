// SPDX-License-Identifier: MIT
// Scenario: a leftover task that swallows its cancellation and waits for nothing: close() never ends.
// Clauses: A.CLOSE.4
// Strict: F19 — close cancels again after a while, which ends the task.
#include "scenario.h"

static int leftover(void *unused)
{
	(void)unused;
	if (wio_sleep(TICKS(50)) == WIO_ECANCELED)
		trace("swallowed");
	wio_future *never;
	wio_future_new(&never, NULL);
	int r = wio_await(never, NULL);
	wio_future_release(never);
	return r;
}

static int program(void *unused)
{
	(void)unused;
	spawn(leftover, NULL, NULL);
	wio_sleep(TICKS(1));
	return 0;
}

SCENARIO(close_never_ends)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
