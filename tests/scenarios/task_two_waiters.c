// SPDX-License-Identifier: MIT
// Scenario: two tasks await one task: both get its error, in the order in which they came.
// Clauses: E2.3, C2
#include "scenario.h"

struct waiter {
	int number;
	wio_task *task;
};

static int failing(void *unused)
{
	(void)unused;
	wio_sleep(TICKS(1));
	return WIO_ELOOKUP;
}

static int waiter(void *arg)
{
	const struct waiter *w = arg;
	int r = wio_await(w->task, NULL);
	if (r != WIO_ELOOKUP)
		return r;
	trace("waiter", num(w->number));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task, *first, *second;
	wio_create_task(&task, failing, NULL, NULL);
	wio_create_task(&first, waiter, &(struct waiter){1, task}, NULL);
	wio_create_task(&second, waiter, &(struct waiter){2, task}, NULL);
	wio_await(first, NULL);
	wio_await(second, NULL);
	wio_task_release(first);
	wio_task_release(second);
	wio_task_release(task);
	return 0;
}

SCENARIO(task_two_waiters)
{
	run(program, NULL);
}
