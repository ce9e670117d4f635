// SPDX-License-Identifier: MIT
// Scenario: what the loop's own thread posts is queued at once, among what it calls soon and what it wakes.
// Clauses: E1.1, E1.3
#include "scenario.h"

static int called(void *number)
{
	trace("called", num(*(int *)number));
	return 0;
}

static int waiter(void *waited)
{
	int r = wio_await_future(waited, NULL);
	trace("waiter");
	return r;
}

static void soon(wio_loop *loop, int number)
{
	wio_loop_call_soon(loop, called, digit(number), NULL, NULL);
}

static void post(wio_loop *loop, int number)
{
	wio_loop_call_soon_threadsafe(loop, called, digit(number), NULL);
}

static void outside(wio_loop *loop)
{
	soon(loop, 1);
	post(loop, 2);
	soon(loop, 3);
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_future *waited;
	wio_future_new(&waited, NULL);
	wio_create_task(NULL, waiter, wio_future_retain(waited),
	                &(wio_task_options){.arg_free = release_future});
	wio_yield();
	soon(loop, 4);
	post(loop, 5);
	wio_future_set_result(waited, 0);
	post(loop, 6);
	soon(loop, 7);
	wio_sleep(TICKS(1));
	wio_future_release(waited);
	return 0;
}

SCENARIO(loop_posts_inside)
{
	wio_runner *r = runner();
	wio_loop *loop;
	wio_runner_get_loop(r, &loop);
	outside(loop);
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
