// SPDX-License-Identifier: MIT
// Scenario: timers are due at once; what the first of them sets, due too and sooner,
// comes behind them all, and the one that it cancels never.
// Clauses: E1.1, E1.3
#include "scenario.h"

static wio_handle *third;

static int callback(void *arg)
{
	const int *number = arg;
	trace("callback", num(*number));
	return 0;
}

static int first(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	trace("first");
	wio_loop_call_soon(loop, callback, digit(5), NULL, NULL);
	wio_loop_call_later(loop, TICKS(-9), callback, digit(7), NULL, NULL);
	wio_loop_call_later(loop, TICKS(-8), callback, digit(8), NULL, NULL);
	wio_loop_call_later(loop, TICKS(1), callback, digit(9), NULL, NULL);
	wio_handle_cancel(third);
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_loop_call_later(loop, TICKS(4), callback, digit(4), NULL, NULL);
	wio_loop_call_later(loop, TICKS(3), callback, digit(3), NULL, &third);
	wio_loop_call_later(loop, TICKS(2), callback, digit(2), NULL, NULL);
	wio_loop_call_later(loop, TICKS(1), first, NULL, NULL, NULL);
	wio_loop_call_soon(loop, callback, digit(0), NULL, NULL);
	busy(6);
	int r = wio_sleep(TICKS(9));
	wio_handle_release(third);
	return r;
}

SCENARIO(order_due_together)
{
	run(program, NULL);
}
