// SPDX-License-Identifier: MIT
// Scenario: what the host posts runs behind what was ready, in front of the timers of the same poll.
// Clauses: E1.1, E1.2
#include "scenario.h"

static int posted(void *arg)
{
	const int *number = arg;
	trace("posted", num(*number));
	return 0;
}

static int timer(void *unused)
{
	(void)unused;
	trace("timer");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_loop_call_later(loop, TICKS(4), timer, NULL, NULL, NULL);
	wio_sleep(TICKS(6));
	trace("main", num(now()));
	return 0;
}

SCENARIO(loop_posts)
{
	at(2, posted, &(int){1});
	at(4, posted, &(int){2});
	at(4, posted, &(int){3});
	at(5, posted, &(int){4});
	run(program, NULL);
}
