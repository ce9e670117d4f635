// SPDX-License-Identifier: MIT
// Scenario: an interrupt while main waits for a job: main is cancelled at once, and close waits for the job.
// Clauses: A.INT.30
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
	at(3, interrupt, NULL);
	at(6, job_end, digit(0));
	if (r == 0)
		r = in_executor(NULL, job);
	wio_executor_release(pool);
	return r;
}

SCENARIO(exec_interrupted)
{
	run(program, NULL);
}
