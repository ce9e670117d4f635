// SPDX-License-Identifier: MIT
// Scenario: a shutdown that cancels jobs: those who wait for what has not begun are cancelled.
// Clauses: A.EXEC.10
#include "scenario.h"

static int job(void *unused)
{
	(void)unused;
	return 7;
}

static int waits(void *pool, int n)
{
	int r = in_executor(pool, job);
	if (r == WIO_ECANCELED)
		trace("told", num(n), exc(r));
	else if (r >= 0)
		trace("result", num(n), num(r));
	return r < 0 && r != WIO_ECANCELED ? r : 0;
}

static int waiter_1(void *pool)
{
	return waits(pool, 1);
}

static int waiter_2(void *pool)
{
	return waits(pool, 2);
}

static int program(void *unused)
{
	(void)unused;
	wio_executor *pool = new_pool();
	if (!pool)
		return WIO_ENOMEM;
	at(1, job_begin, digit(0));
	at(4, job_end, digit(0));
	at(5, job_do, digit(1));
	wio_task *first = task_with_pool(waiter_1, pool);
	wio_task *second = task_with_pool(waiter_2, pool);
	wio_sleep(TICKS(2));
	wio_executor_shutdown(pool, false, true);
	trace("again", exc(refused(wio_run_in_executor(&(wio_future *){NULL}, pool, job,
	                                               NULL, NULL))));
	int r = wio_await(first, NULL);
	if (r == 0)
		r = wio_await(second, NULL);
	if (r == 0)
		r = wio_sleep(TICKS(5));
	wio_task_release(first);
	wio_task_release(second);
	wio_executor_release(pool);
	return r;
}

SCENARIO(exec_cancel_jobs)
{
	run(program, NULL);
}
