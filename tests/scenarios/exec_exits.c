// SPDX-License-Identifier: MIT
// Scenario: a job that exits hands that to the task that awaits it, which leaves the loop.
// Clauses: A.EXEC.7
#include "scenario.h"

static int job(void *unused)
{
	(void)unused;
	return wio_exit(3);
}

static int child(void *pool)
{
	return in_executor(pool, job);
}

static int program(void *unused)
{
	(void)unused;
	wio_executor *pool = new_pool();
	if (!pool)
		return WIO_ENOMEM;
	at(2, job_do, digit(0));
	wio_task *task = task_with_pool(child, pool);
	wio_executor_release(pool);
	int r = wio_await(task, NULL);
	wio_task_release(task);
	return r;
}

SCENARIO(exec_exits)
{
	run(program, NULL);
}
