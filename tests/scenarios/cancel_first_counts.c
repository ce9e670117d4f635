// SPDX-License-Identifier: MIT
// Scenario: of several cancels the first that ends the wait brings its message, also when it has none.
// Clauses: E4, C2 messages
#include "scenario.h"

static int sleeper(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED) {
		trace("sleeper", why(wio_last_error()));
		trace("requests", num(wio_task_cancelling(wio_current_task())));
	}
	return r;
}

static int waiter(void *waited)
{
	int r = wio_await_future(waited, NULL);
	if (r == WIO_ECANCELED)
		trace("waiter", why(wio_last_error()));
	return r;
}

/* Takes the reference over. */
static void cancel_twice(wio_fn *fn, wio_future *waited, const char *first,
                         const char *second)
{
	wio_task *task;
	if (wio_create_task(&task, fn, waited,
	                    &(wio_task_options){.arg_free = release_future}) < 0)
		return;
	wio_sleep(TICKS(1));
	wio_task_cancel(task, first);
	wio_task_cancel(task, second);
	if (wio_await(task, NULL) == WIO_ECANCELED)
		trace("main", why(wio_last_error()));
	wio_task_release(task);
}

static int program(void *unused)
{
	(void)unused;
	wio_future *waited;
	wio_task *inner;
	cancel_twice(sleeper, NULL, "one", "two");
	cancel_twice(sleeper, NULL, NULL, "two");
	wio_future_new(&waited, NULL);
	cancel_twice(waiter, waited, "one", "two");
	wio_future_new(&waited, NULL);
	cancel_twice(waiter, waited, NULL, "two");
	wio_create_task(&inner, sleeper, NULL, NULL);
	cancel_twice(waiter, wio_task_future(inner), "one", "two");
	return 0;
}

SCENARIO(cancel_first_counts)
{
	run(program, NULL);
}
