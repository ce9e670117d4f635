// SPDX-License-Identifier: MIT
// Scenario: an interrupt inside a timeout is not turned into TimeoutError.
// Clauses: A.INT.22
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, TICKS(10));
	if (r < 0)
		return r;
	r = wio_timeout_close(limit, wio_sleep(TICKS(20)));
	if (r == WIO_ECANCELED)
		trace("still cancelled");
	return r;
}

SCENARIO(int_timeout)
{
	at(3, interrupt, NULL);
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
