// SPDX-License-Identifier: MIT
// Scenario: a task made so late in close() that it never starts is dropped unstarted, and reported.
// Clauses: A.CLOSE.5
// Strict: P8 — close cancels again until no task is left.
#include "scenario.h"

static int never(void *unused)
{
	(void)unused;
	trace("never");
	return 0;
}

static int again(void *arg)
{
	const int *left = arg;
	trace("callback", num(*left));
	if (*left)
		wio_loop_call_soon(wio_get_running_loop(), again, &(int){*left - 1},
		                   &(wio_call_options){.arg_size = sizeof(int)}, NULL);
	else
		spawn(never, NULL, NULL);
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop_call_soon(wio_get_running_loop(), again, &(int){4},
	                   &(wio_call_options){.arg_size = sizeof(int)}, NULL);
	return 0;
}

SCENARIO(close_spawned_late)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
