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

static int program(void *unused)
{
	(void)unused;
	wio_future *waited;
	wio_future_new(&waited, NULL);
	wio_task *first, *second;
	wio_create_task(&first, child, &(struct child){1, waited}, NULL);
	wio_create_task(&second, child, &(struct child){2, waited}, NULL);
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
