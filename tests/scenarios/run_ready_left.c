// SPDX-License-Identifier: MIT
// Scenario: what was ready when a run ended is run first in the next one.
// Clauses: A.RUN.12, E1.6
#include "scenario.h"

static int callback(void *arg)
{
	int number = *(const int *)arg;
	trace("callback", num(number));
	if (number == 5)
		return 0;
	number++;
	return wio_loop_call_soon(wio_get_running_loop(), callback, &number,
	                          &(wio_call_options){.arg_size = sizeof number},
	                          NULL);
}

static int starting(void *unused)
{
	(void)unused;
	return wio_loop_call_soon(wio_get_running_loop(), callback, &(int){1},
	                          &(wio_call_options){.arg_size = sizeof(int)},
	                          NULL);
}

static int program(void *unused)
{
	(void)unused;
	trace("second main");
	return 0;
}

SCENARIO(run_ready_left)
{
	wio_runner *r = runner();
	wio_runner_run(r, starting, NULL, NULL);
	trace("between");
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
