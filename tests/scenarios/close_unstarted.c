// SPDX-License-Identifier: MIT
// Scenario: a leftover task that has not started is ended without running.
// Clauses: A.CLOSE.2, E4
#include "scenario.h"

static int leftover(void *unused)
{
	(void)unused;
	trace("never");
	return 0;
}

static int making(void *unused)
{
	(void)unused;
	spawn(leftover, NULL, NULL);
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop_call_soon(wio_get_running_loop(), making, NULL, NULL, NULL);
	return 0;
}

SCENARIO(close_unstarted)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
