// SPDX-License-Identifier: MIT
// Scenario: close waits for the jobs of the default executor, also for those that nobody awaits.
// Clauses: A.EXEC.4, A.EXEC.5, A.CLOSE.7
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
	at(2, job_begin, digit(0));
	at(6, job_end, digit(0));
	at(8, job_do, digit(1));
	for (int i = 0; i < 2 && r == 0; i++)
		r = job_for_nobody(job);
	wio_executor_release(pool);
	return r < 0 ? r : wio_sleep(TICKS(1));
}

SCENARIO(exec_close_waits)
{
	run(program, NULL);
}
