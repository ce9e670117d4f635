// SPDX-License-Identifier: MIT
// Scenario: the close of a loop whose default executor has nothing to do takes some iterations.
// Clauses: A.EXEC.1, A.EXEC.4
#include "scenario.h"

static int job(void *unused)
{
	(void)unused;
	return 7;
}

static int program(void *unused)
{
	(void)unused;
	wio_executor *pool = new_pool();
	if (!pool)
		return WIO_ENOMEM;
	int r = wio_set_default_executor(pool);
	at(1, job_do, digit(0));
	if (r == 0)
		r = in_executor(NULL, job);
	if (r >= 0)
		trace("result", num(r));
	wio_executor_release(pool);
	return r < 0 ? r : 0;
}

SCENARIO(exec_close_idle)
{
	run(program, NULL);
}
