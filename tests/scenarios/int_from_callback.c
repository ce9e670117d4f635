// SPDX-License-Identifier: MIT
// Scenario: an interrupt while a callback runs: the callback goes on, main is cancelled.
// Clauses: A.INT.6, A.INT.7
#include "scenario.h"

static int callback(void *unused)
{
	(void)unused;
	int r = interrupt(NULL);
	if (r < 0)
		return r;
	trace("callback goes on");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop_call_later(wio_get_running_loop(), TICKS(2), callback, NULL, NULL,
	                    NULL);
	int r = wio_sleep(TICKS(9));
	if (r == WIO_ECANCELED)
		trace("main is cancelled");
	return r;
}

SCENARIO(int_from_callback)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
