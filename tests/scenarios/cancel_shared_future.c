// SPDX-License-Identifier: MIT
// Scenario: two tasks await one future; cancelling one of them cancels the future, and so the other.
// Clauses: E4, C8
#include "scenario.h"

struct child {
	int number;
	wio_future *waited;
};

static int child(void *arg)
{
	const struct child *self = arg;
	int r = wio_await(self->waited, NULL);
	if (r == WIO_ECANCELED) {
		trace("child", num(self->number));
		trace("requests", num(wio_task_cancelling(wio_current_task())));
	}
	return r;
}

static void drop(void *arg)
{
	wio_future_release(((struct child *)arg)->waited);
}

static void start(wio_task **out, int number, wio_future *waited)
{
	struct child arg = {number, wio_future_retain(waited)};
	const wio_task_options options = {.arg_size = sizeof arg, .arg_free = drop};
	wio_create_task(out, child, &arg, &options);
}

static int program(void *unused)
{
	(void)unused;
	wio_future *waited;
	wio_future_new(&waited, NULL);
	wio_task *first, *second;
	start(&first, 1, waited);
	start(&second, 2, waited);
	wio_sleep(TICKS(1));
	wio_task_cancel(second, NULL);
	wio_sleep(TICKS(1));
	trace("first cancelled", num(wio_task_cancelled(first)));
	trace("second cancelled", num(wio_task_cancelled(second)));
	wio_task_release(second);
	wio_task_release(first);
	wio_future_release(waited);
	return 0;
}

SCENARIO(cancel_shared_future)
{
	run(program, NULL);
}
