// SPDX-License-Identifier: MIT
// Scenario: the first generator of a loop is begun, and its first job asked for, when the close has ended all of either: one is reported, one refused.
// Clauses: A.AGEN.8, A.EXEC.4
#include "scenario.h"

static int numbers(void *unused)
{
	(void)unused;
	return give(1);
}

static int begins(void *unused)
{
	(void)unused;
	wio_generator *items = generator(numbers, NULL);
	int item = 0, r = wio_generator_next(items, &item);
	if (r > 0)
		trace("item", num(item));
	wio_generator_close(items);
	wio_generator_release(items);
	return r < 0 ? r : 0;
}

static int job(void *unused)
{
	(void)unused;
	return 0;
}

static int asks(void *unused)
{
	(void)unused;
	wio_executor *pool = new_pool();
	wio_future *future = NULL;
	if (!pool)
		return WIO_ENOMEM;
	int r = wio_set_default_executor(pool);
	if (r == 0)
		r = wio_run_in_executor(&future, NULL, job, NULL, NULL);
	if (r == WIO_ESHUTDOWN) {
		trace("refused");
		r = 0;
	} else if (r == 0) {
		job_do(digit(0));
		r = wio_await(future, NULL);
	}
	wio_future_release(future);
	wio_executor_release(pool);
	return r;
}

static int later(void *hops)
{
	const int n = *(int *)hops;
	wio_loop *loop = wio_get_running_loop();
	if (n == 2)
		wio_loop_create_task(loop, NULL, begins, NULL, NULL);
	if (n == 4)
		return wio_loop_create_task(loop, NULL, asks, NULL, NULL);
	return wio_loop_call_soon(loop, later, digit(n + 1), NULL, NULL);
}

static int program(void *unused)
{
	(void)unused;
	return later(digit(0));
}

SCENARIO(close_late_first)
{
	run(program, NULL);
}
