// SPDX-License-Identifier: MIT
// Scenario: eight timers with one deadline.
// Clauses: E1.4
// Deviation: F24 — equal deadlines fire first in, first out: 0 to 7.
#include "scenario.h"

static int timer(void *arg)
{
	const int *number = arg;
	trace("timer", num(*number));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	const wio_call_options copied = {.arg_size = sizeof(int)};
	wio_loop_call_later(loop, TICKS(50), timer, &(int){99}, &copied, NULL);
	for (int number = 0; number < 8; number++)
		wio_loop_call_later(loop, TICKS(2), timer, &number, &copied, NULL);
	wio_sleep(TICKS(5));
	return 0;
}

SCENARIO(order_ties)
{
	run(program, NULL);
}
