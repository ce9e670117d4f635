// SPDX-License-Identifier: MIT
// Scenario: after a child tore through the loop, the next run starts with the rest of that batch.
// Clauses: A.RUN.13, E1.5
#include "scenario.h"

static int callback(void *arg)
{
	const int *number = arg;
	trace("callback", num(*number));
	return 0;
}

static int child(void *unused)
{
	(void)unused;
	trace("child raises");
	return WIO_EINTERRUPTED;
}

static int first(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_loop_call_soon(loop, callback, digit(1), NULL, NULL);
	spawn(child, NULL, NULL);
	wio_loop_call_soon(loop, callback, digit(2), NULL, NULL);
	wio_yield();
	trace("first main goes on");
	return 1;
}

static int second(void *unused)
{
	(void)unused;
	trace("second main");
	wio_yield();
	return 2;
}

SCENARIO(run_child_interrupted_twice)
{
	wio_runner *r = runner();
	wio_runner_run(r, first, NULL, NULL);
	wio_runner_run(r, second, NULL, NULL);
	close_runner(r);
}
