// SPDX-License-Identifier: MIT
// Scenario: after its shutdown a loop has no default executor, and those that are passed still run.
// Clauses: A.EXEC.2, A.EXEC.3
#include "scenario.h"

static int seven(void *unused)
{
	(void)unused;
	return 7;
}

static int waiter(void *unused)
{
	(void)unused;
	int r = in_executor(NULL, seven);
	if (r >= 0)
		trace("result", num(r));
	return r < 0 ? r : 0;
}

static int in_default(void)
{
	return refused(wio_run_in_executor(&(wio_future *){NULL}, NULL, seven, NULL,
	                                   NULL));
}

static int program(void *unused)
{
	(void)unused;
	wio_executor *pool = new_pool(), *another = new_pool();
	if (!pool || !another) {
		wio_executor_release(pool);
		wio_executor_release(another);
		return WIO_ENOMEM;
	}
	int r = wio_set_default_executor(pool);
	at(2, job_do, digit(0));
	at(5, job_do, digit(1));
	if (r == 0)
		r = wio_create_task(NULL, waiter, NULL, NULL);
	if (r == 0)
		r = wio_sleep(TICKS(1));
	if (r == 0)
		r = wio_shutdown_default_executor(WIO_FOREVER);
	if (r == 0) {
		trace("shut down");
		trace("again", exc(in_default()));
		r = in_executor(another, seven);
	}
	if (r >= 0)
		trace("another", num(r));
	wio_executor_release(pool);
	wio_executor_release(another);
	return r < 0 ? r : 0;
}

static int without(void *unused)
{
	(void)unused;
	int r = wio_shutdown_default_executor(WIO_FOREVER);
	if (r < 0)
		return r;
	trace("none was made");
	trace("now", exc(in_default()));
	return 0;
}

SCENARIO(exec_default_shut)
{
	run(program, NULL);
	run(without, NULL);
}
