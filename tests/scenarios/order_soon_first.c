// SPDX-License-Identifier: MIT
// Scenario: ready callbacks come before timers that are due, also those of delay zero or less.
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
	wio_loop_call_later(loop, 0, callback, digit(3), NULL, NULL);
	wio_loop_call_later(loop, TICKS(1), callback, digit(4), NULL, NULL);
	wio_loop_call_soon(loop, callback, digit(1), NULL, NULL);
	wio_loop_call_soon(loop, callback, digit(2), NULL, NULL);
	wio_yield();
	trace("main");
	wio_sleep(TICKS(2));
	return 0;
}

SCENARIO(order_soon_first)
{
	run(program, NULL);
}
