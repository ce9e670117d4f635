// SPDX-License-Identifier: MIT
// Scenario: a close waits no longer than 300 seconds for a job, and says so; what the job gives then is dropped.
// Clauses: A.EXEC.4, A.CLOSE.7
// Strict: F3 — close waits for a job no longer than for a task, and says which it was
#include "scenario.h"

static int job(void *unused)
{
	(void)unused;
	trace("job");
	return 7;
}

static int program(void *unused)
{
	(void)unused;
	wio_executor *pool = new_pool();
	if (!pool)
		return WIO_ENOMEM;
	int r = wio_set_default_executor(pool);
	at(1, job_begin, digit(0));
	at(512 * 301, job_end, digit(0));
	if (r == 0)
		r = job_for_nobody(job);
	wio_executor_release(pool);
	return r < 0 ? r : wio_sleep(TICKS(2));
}

SCENARIO(exec_close_late)
{
	run(program, NULL);
}
