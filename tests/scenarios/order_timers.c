// SPDX-License-Identifier: MIT
// Scenario: timers fire by deadline, in whatever order they were set; those of one poll in one batch.
// Clauses: E1.1
#include "scenario.h"

static int timer(void *arg)
{
	const int *number = arg;
	trace("timer", num(*number), num(now()));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_loop_call_later(loop, TICKS(5), timer, digit(5), NULL, NULL);
	wio_loop_call_later(loop, TICKS(2), timer, digit(2), NULL, NULL);
	wio_loop_call_at(loop, TICKS(7), timer, digit(7), NULL, NULL);
	wio_loop_call_later(loop, TICKS(3), timer, digit(3), NULL, NULL);
	wio_loop_call_later(loop, TICKS(1), timer, digit(1), NULL, NULL);
	wio_sleep(TICKS(4));
	busy(4);
	wio_sleep(TICKS(1));
	return 0;
}

SCENARIO(order_timers)
{
	run(program, NULL);
}
