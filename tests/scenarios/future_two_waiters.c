// SPDX-License-Identifier: MIT
// Scenario: two tasks await one future, both get its result, in the order in which they came.
// Clauses: E2.3, C8 futures
#include "scenario.h"

struct child {
	int number;
	wio_future *waited;
};

static int child(void *arg)
{
	struct child *self = arg;
	int r = wio_await(self->waited, NULL);
	if (r < 0)
		return r;
	trace("child", num(self->number), num(r));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_future *waited;
	wio_future_new(&waited, NULL);
	static struct child children[2];
	children[0] = (struct child){1, waited};
	children[1] = (struct child){2, waited};
	wio_task *first, *second;
	wio_create_task(&first, child, &children[0], NULL);
	wio_create_task(&second, child, &children[1], NULL);
	wio_sleep(TICKS(1));
	wio_future_set_result(waited, 9);
	wio_await(second, NULL);
	wio_await(first, NULL);
	wio_task_release(first);
	wio_task_release(second);
	wio_future_release(waited);
	return 0;
}

SCENARIO(future_two_waiters)
{
	run(program, NULL);
}
