// SPDX-License-Identifier: MIT
// Scenario: a leftover task that swallows every cancellation: close() never ends.
// Clauses: A.CLOSE.4
// Strict: F19 — close cancels again until its time is over, then reports what is left and returns WIO_ETIMEDOUT.
#include "scenario.h"

static int leftover(void *unused)
{
	(void)unused;
	for (;;) {
		wio_future *never;
		wio_future_new(&never, NULL);
		int r = wio_await(never, NULL);
		wio_future_release(never);
		if (r != WIO_ECANCELED)
			return r;
		trace("swallowed");
	}
}

static int program(void *unused)
{
	(void)unused;
	spawn(leftover, NULL, NULL);
	wio_sleep(TICKS(1));
	return 0;
}

SCENARIO(close_ignored)
{
	wio_runner *r;
	const wio_runner_options options = {
		.strict = strict(),
		.close_timeout = WIO_MS(250),
	};
	wio_runner_new(&r, &options);
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
