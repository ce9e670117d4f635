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

static void drop(void *arg)
{
	wio_task_release(((struct waiter *)arg)->task);
}

static void start(wio_task **out, int number, wio_task *task)
{
	struct waiter arg = {number, wio_task_retain(task)};
	const wio_task_options options = {.arg_size = sizeof arg, .arg_free = drop};
	wio_create_task(out, waiter, &arg, &options);
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task, *first, *second;
	wio_create_task(&task, failing, NULL, NULL);
	start(&first, 1, task);
	start(&second, 2, task);
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
