// SPDX-License-Identifier: MIT
// Scenario: a negative delay fires in the next iteration, behind what was queued.
// Clauses: E1.2
#include "scenario.h"

static int callback(void *arg)
{
	const int *number = arg;
	trace("callback", num(*number));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_loop_call_later(loop, TICKS(-5), callback, digit(2), NULL, NULL);
	wio_loop_call_later(loop, TICKS(-6), callback, digit(1), NULL, NULL);
	wio_loop_call_soon(loop, callback, digit(0), NULL, NULL);
	wio_yield();
	trace("main");
	wio_yield();
	return 0;
}

SCENARIO(order_negative_delay)
{
	run(program, NULL);
}
