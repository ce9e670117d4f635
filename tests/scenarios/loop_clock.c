// SPDX-License-Identifier: MIT
// Scenario: the clock stands still while tasks are ready; computing moves it, and timers then come late.
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
	wio_loop_call_later(loop, TICKS(3), timer, digit(1), NULL, NULL);
	wio_loop_call_later(loop, TICKS(5), timer, digit(2), NULL, NULL);
	wio_yield();
	trace("still", num(now()));
	busy(4);
	trace("after computing", num(now()));
	wio_yield();
	trace("the timer is behind main");
	wio_sleep(TICKS(2));
	trace("on time", num(now()));
	return 0;
}

SCENARIO(loop_clock)
{
	run(program, NULL);
}
