// SPDX-License-Identifier: MIT
// Scenario: main ends in one iteration, the run in the next, whose batch is run whole; what it adds stays.
// Clauses: E1.6, E1.7
#include "scenario.h"

static int third(void *unused)
{
	(void)unused;
	trace("third is left for close");
	return 0;
}

static int second(void *arg)
{
	wio_loop *loop = arg;
	trace("second is in the run's last batch");
	return wio_loop_call_soon(loop, third, NULL, NULL, NULL);
}

static int first(void *arg)
{
	wio_loop *loop = arg;
	trace("first");
	return wio_loop_call_soon(loop, second, loop, NULL, NULL);
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_loop_call_soon(loop, first, loop, NULL, NULL);
	wio_yield();
	trace("main ends");
	return 0;
}

SCENARIO(order_main_end)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	trace("between");
	close_runner(r);
}
