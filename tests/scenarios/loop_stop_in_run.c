// SPDX-License-Identifier: MIT
// Scenario: main stops the loop under its own feet: run() fails, the task goes on in the next run.
// Clauses: A.RUN.8, A.RUN.12
#include "scenario.h"

static int stopping(void *unused)
{
	(void)unused;
	trace("stopping");
	wio_loop_stop(wio_get_running_loop());
	wio_yield();
	trace("goes on in the next run");
	wio_yield();
	trace("ends in the next run");
	return 1;
}

static int program(void *unused)
{
	(void)unused;
	wio_yield();
	wio_yield();
	wio_yield();
	return 2;
}

SCENARIO(loop_stop_in_run)
{
	wio_runner *r = runner();
	int stopped = wio_runner_run(r, stopping, NULL, NULL);
	trace("stopped", num(stopped == WIO_ESTOPPED));
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
