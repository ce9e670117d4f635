// SPDX-License-Identifier: MIT
// Scenario: a job gives its result, or its error with what it says, an iteration after it ends.
// Clauses: A.EXEC.9, C8
#include "scenario.h"

static int seven(void *unused)
{
	(void)unused;
	return 7;
}

static int fails(void *unused)
{
	(void)unused;
	return wio_raise(VALUE_ERROR, "the job fails");
}

static int program(void *unused)
{
	(void)unused;
	wio_executor *pool = new_pool();
	if (!pool)
		return WIO_ENOMEM;
	at(2, job_do, digit(0));
	at(4, job_begin, digit(1));
	at(6, job_end, digit(1));
	trace("result", num(in_executor(pool, seven)));
	int r = in_executor(pool, fails);
	if (r == VALUE_ERROR) {
		trace("told", exc(r), why(wio_last_error()));
		r = 0;
	}
	wio_executor_release(pool);
	return r;
}

SCENARIO(exec_result)
{
	run(program, NULL);
}
