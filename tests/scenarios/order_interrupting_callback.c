// SPDX-License-Identifier: MIT
// Scenario: a callback raises KeyboardInterrupt: the rest of its batch is at the head of the next run's first one.
// Clauses: E1.5, A.RUN.13
#include "scenario.h"

static int last(void *unused)
{
	(void)unused;
	trace("last");
	return 0;
}

static int raising(void *arg)
{
	wio_loop *loop = arg;
	wio_loop_call_soon(loop, last, NULL, NULL, NULL);
	return WIO_EINTERRUPTED;
}

static int behind(void *unused)
{
	(void)unused;
	trace("behind it");
	return 0;
}

static int first(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_loop_call_soon(loop, raising, loop, NULL, NULL);
	wio_loop_call_soon(loop, behind, NULL, NULL, NULL);
	wio_yield();
	trace("first main");
	return 0;
}

static int second(void *unused)
{
	(void)unused;
	trace("second main");
	return 0;
}

SCENARIO(order_interrupting_callback)
{
	wio_runner *r = runner();
	wio_runner_run(r, first, NULL, NULL);
	trace("between");
	wio_runner_run(r, second, NULL, NULL);
	close_runner(r);
}
