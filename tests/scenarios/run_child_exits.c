// SPDX-License-Identifier: MIT
// Scenario: a child raises SystemExit: the run ends with it, main is cancelled by close.
// Clauses: A.RUN.13
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	wio_sleep(TICKS(2));
	return wio_exit(4);
}

static int program(void *unused)
{
	(void)unused;
	spawn(child, NULL, NULL);
	int r = wio_sleep(TICKS(20));
	if (r == WIO_ECANCELED)
		trace("main is cancelled");
	return r;
}

SCENARIO(run_child_exits)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	trace("status", num(wio_error_status(wio_last_error())));
	close_runner(r);
}
