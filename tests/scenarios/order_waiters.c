// SPDX-License-Identifier: MIT
// Scenario: waiting tasks and plain callbacks of one future go in the order in which they came.
// Clauses: E2.3
#include "scenario.h"

struct waiter {
	int number;
	wio_future *waited;
};

static int callback(wio_future *waited, void *arg)
{
	(void)waited;
	const int *number = arg;
	trace("callback", num(*number));
	return 0;
}

static int waiter(void *arg)
{
	const struct waiter *w = arg;
	int r = wio_await(w->waited, NULL);
	trace("waiter gets", num(w->number), exc(r));
	return 0;
}

static void drop(void *arg)
{
	wio_future_release(((struct waiter *)arg)->waited);
}

static void start(wio_task **out, int number, wio_future *waited)
{
	struct waiter arg = {number, wio_future_retain(waited)};
	const wio_task_options options = {.arg_size = sizeof arg, .arg_free = drop};
	wio_create_task(out, waiter, &arg, &options);
}

static int program(void *unused)
{
	(void)unused;
	wio_future *waited;
	int r = wio_future_new(&waited, NULL);
	if (r < 0)
		return r;
	wio_task *first, *second;
	wio_future_add_done_callback(waited, callback, digit(1), NULL);
	start(&first, 2, waited);
	wio_yield();
	wio_future_add_done_callback(waited, callback, digit(3), NULL);
	start(&second, 4, waited);
	wio_yield();
	wio_future_add_done_callback(waited, callback, digit(5), NULL);
	wio_future_set_result(waited, 7);
	wio_await(first, NULL);
	wio_await(second, NULL);
	wio_task_release(first);
	wio_task_release(second);
	wio_future_release(waited);
	return 0;
}

SCENARIO(order_waiters)
{
	run(program, NULL);
}
