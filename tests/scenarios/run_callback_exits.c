// SPDX-License-Identifier: MIT
// Scenario: a callback raises SystemExit: the run ends with it, without a report.
// Clauses: A.RUN.13, E1.5
#include "scenario.h"

static int callback(void *unused)
{
	(void)unused;
	trace("callback exits");
	return wio_exit(2);
}

static int program(void *unused)
{
	(void)unused;
	wio_loop_call_later(wio_get_running_loop(), TICKS(3), callback, NULL, NULL,
	                    NULL);
	int r = wio_sleep(TICKS(9));
	if (r == WIO_ECANCELED)
		trace("main is cancelled");
	return r;
}

SCENARIO(run_callback_exits)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	trace("status", num(wio_error_status(wio_last_error())));
	close_runner(r);
}
