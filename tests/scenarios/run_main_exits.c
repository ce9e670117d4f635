// SPDX-License-Identifier: MIT
// Scenario: main raises SystemExit: it comes out of run() with its status.
// Clauses: A.RUN.13
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_sleep(TICKS(1));
	return wio_exit(3);
}

SCENARIO(run_main_exits)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	trace("status", num(wio_error_status(wio_last_error())));
	close_runner(r);
}
