// SPDX-License-Identifier: MIT
// Scenario: to_thread takes the context along, and run_in_executor does not.
// Clauses: A.EXEC.8
#include "scenario.h"

static wio_contextvar *var;

static int reads(void *unused)
{
	(void)unused;
	trace("reads", num(var_get(var)));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_executor *pool = new_pool();
	if (!pool)
		return WIO_ENOMEM;
	int r = wio_set_default_executor(pool);
	var_set(var, 5);
	at(2, job_do, digit(0));
	at(4, job_do, digit(1));
	if (r == 0)
		r = wio_to_thread(reads, NULL);
	if (r == 0)
		r = in_executor(NULL, reads);
	wio_executor_release(pool);
	return r;
}

SCENARIO(exec_context)
{
	var = variable("var");
	run(program, NULL);
	wio_contextvar_release(var);
}
