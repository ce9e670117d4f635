// SPDX-License-Identifier: MIT
// Scenario: the first generator of a loop is begun, and its first job asked for, in the iteration in which the close ends all of either, just before it: both are ended with the others.
// Clauses: A.AGEN.8, A.EXEC.4
#include "scenario.h"

static wio_generator *kept;

static int numbers(void *unused)
{
	(void)unused;
	int r = give(1);
	trace("closing");
	int hop = wio_yield();
	if (hop < 0)
		return hop;
	trace("closed");
	return r;
}

static int begins(void *unused)
{
	(void)unused;
	int r = wio_yield();
	if (r < 0)
		return r;
	kept = begun(numbers, NULL);
	return 0;
}

static int make_begins(void *unused)
{
	(void)unused;
	return wio_create_task(NULL, begins, NULL, NULL);
}

static int cancelled(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(9));
	wio_loop_call_soon(wio_get_running_loop(), make_begins, NULL, NULL, NULL);
	return r;
}

static int generator_program(void *unused)
{
	(void)unused;
	spawn(cancelled, NULL, NULL);
	return wio_yield();
}

static int job(void *unused)
{
	(void)unused;
	return 0;
}

static int asks(void *unused)
{
	(void)unused;
	wio_executor *pool = new_pool();
	wio_future *future = NULL;
	if (!pool)
		return WIO_ENOMEM;
	int r = wio_set_default_executor(pool);
	at(2, job_do, digit(0));
	if (r == 0)
		r = wio_run_in_executor(&future, NULL, job, NULL, NULL);
	if (r == 0)
		r = wio_await(future, NULL);
	if (r == 0)
		trace("done in time");
	wio_future_release(future);
	wio_executor_release(pool);
	return r;
}

static int later(void *hops)
{
	const int n = *(int *)hops;
	wio_loop *loop = wio_get_running_loop();
	if (n == 0)
		return wio_loop_create_task(loop, NULL, asks, NULL, NULL);
	return wio_loop_call_soon(loop, later, digit(n - 1), NULL, NULL);
}

static int job_program(void *unused)
{
	(void)unused;
	return later(digit(3));
}

SCENARIO(close_first_in_time)
{
	run(generator_program, NULL);
	wio_generator_release(kept);
	kept = NULL;
	run(job_program, NULL);
}
