// SPDX-License-Identifier: MIT
// Scenario: a job that is cancelled before it begins is never run; the executor hears of it an iteration later.
// Clauses: A.EXEC.6
#include "scenario.h"

static int never(void *unused)
{
	(void)unused;
	trace("never run");
	return 0;
}

static int waiter(void *pool)
{
	return in_executor(pool, never);
}

static int program(void *unused)
{
	(void)unused;
	wio_executor *pool = new_pool();
	if (!pool)
		return WIO_ENOMEM;
	at(4, job_do, digit(0));
	wio_task *task = task_with_pool(waiter, pool);
	wio_sleep(TICKS(1));
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

SCENARIO(exec_cancel_waiting)
{
	run(program, NULL);
}
