// SPDX-License-Identifier: MIT
// Scenario: timers are due at once and the first of them exits; in the next run the
// others come before what it queued, and before what is due since.
// Clauses: A.RUN.13, E1.5
#include "scenario.h"

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
	wio_loop_call_soon(loop, callback, digit(4), NULL, NULL);
	wio_loop_call_later(loop, TICKS(1), callback, digit(5), NULL, NULL);
	trace("first exits");
	return wio_exit(2);
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_loop_call_later(loop, TICKS(3), callback, digit(3), NULL, NULL);
	wio_loop_call_later(loop, TICKS(2), callback, digit(2), NULL, NULL);
	wio_loop_call_later(loop, TICKS(1), first, NULL, NULL, NULL);
	busy(6);
	return wio_sleep(TICKS(9));
}

static int again(void *unused)
{
	(void)unused;
	trace("again");
	return wio_sleep(TICKS(4));
}

SCENARIO(order_due_left)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	trace("status", num(wio_error_status(wio_last_error())));
	wio_runner_run(r, again, NULL, NULL);
	close_runner(r);
}
