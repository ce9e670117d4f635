// SPDX-License-Identifier: MIT
// Scenario: a job that has begun is never stopped: who waited is cancelled at once, and what it gives is dropped.
// Clauses: A.EXEC.6
#include "scenario.h"

static int job(void *unused)
{
	(void)unused;
	trace("to its end");
	return 7;
}

static int waiter(void *pool)
{
	return in_executor(pool, job);
}

static int program(void *unused)
{
	(void)unused;
	wio_executor *pool = new_pool();
	if (!pool)
		return WIO_ENOMEM;
	at(1, job_begin, digit(0));
	at(4, job_end, digit(0));
	wio_task *task = task_with_pool(waiter, pool);
	wio_sleep(TICKS(2));
	wio_task_cancel(task, NULL);
	int r = wio_await(task, NULL);
	if (r == WIO_ECANCELED) {
		trace("told", exc(r));
		r = wio_sleep(TICKS(5));
	}
	wio_task_release(task);
	wio_executor_release(pool);
	return r;
}

SCENARIO(exec_cancel_running)
{
	run(program, NULL);
}
