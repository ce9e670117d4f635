// SPDX-License-Identifier: MIT
// Scenario: several wait for the jobs of the default executor to end: they go on in the order in which they came.
// Clauses: A.EXEC.2, A.EXEC.3
#include "scenario.h"

static int job(void *unused)
{
	(void)unused;
	trace("job");
	return 0;
}

static int waits(void *number)
{
	int r = wio_shutdown_default_executor(WIO_FOREVER);
	if (r == 0)
		trace("goes on", num(*(int *)number));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_executor *pool = new_pool();
	if (!pool)
		return WIO_ENOMEM;
	int r = wio_set_default_executor(pool);
	at(2, job_do, digit(0));
	if (r == 0)
		r = job_for_nobody(job);
	for (int number = 1; r == 0 && number <= 3; number++)
		r = wio_create_task(NULL, waits, digit(number), NULL);
	wio_executor_release(pool);
	return r < 0 ? r : wio_sleep(TICKS(4));
}

SCENARIO(exec_several_wait)
{
	run(program, NULL);
}
