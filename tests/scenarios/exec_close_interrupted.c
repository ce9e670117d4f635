// SPDX-License-Identifier: MIT
// Scenario: an interrupt ends a close that waits for a job, and the loop is closed.
// Clauses: A.INT.29, A.EXEC.4
// Deviation: F3 — it is reported which jobs still run; CPython goes silently
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
	at(4, interrupt, NULL);
	if (r == 0)
		r = job_for_nobody(job);
	wio_executor_release(pool);
	return r < 0 ? r : wio_sleep(TICKS(2));
}

SCENARIO(exec_close_interrupted)
{
	run(program, NULL);
}
