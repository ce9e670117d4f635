// SPDX-License-Identifier: MIT
/* Jobs of an executor that begins and ends them when a row says so. */
#include "cancels.h"

static wio_job *job;

static int keeps(void *unused, wio_job *taken)
{
	(void)unused;
	job = taken;
	return 0;
}

static const wio_executor_methods methods = {.submit = keeps};

static wio_executor *by_hand(void)
{
	wio_executor *executor;
	GIVES(wio_executor_new(&executor,
	                       &(wio_executor_options){.methods = &methods}),
	      0);
	return executor;
}

static int adds_one(void *number)
{
	++*(int *)number;
	return 0;
}

static int calls(void *number)
{
	return wio_executor_call(adds_one, number, sizeof(int));
}

static int calls_in_thread(void *number)
{
	return wio_to_thread(adds_one, number);
}

/* One that has not begun never does; one that has goes on. */
static void job_row(wio_fn *fn, int made_of_it)
{
	int number = 1;
	wio_executor *executor = by_hand();
	GIVES(wio_set_default_executor(executor), 0);
	GIVES(cancelled(waits(fn, &number, "wio_await")), WIO_ECANCELED);
	CHECK(!wio_job_begin(job));
	GIVES(number, 1);
	wio_task *task = waits(fn, &number, "wio_await");
	CHECK(wio_job_begin(job));
	GIVES(cancelled(task), WIO_ECANCELED);
	wio_job_end(job, wio_job_call(job));
	GIVES(wio_yield(), 0);
	GIVES(number, made_of_it);
	GIVES(wio_shutdown_default_executor(WIO_FOREVER), 0);
	wio_executor_release(executor);
}

ROW(wio_executor_call, partial_effect)
{
	job_row(calls, 1); /* of a copy */
}

ROW(wio_to_thread, partial_effect)
{
	job_row(calls_in_thread, 2);
}

static int shuts_down(void *executor)
{
	return wio_executor_shutdown(executor, true, false);
}

static int shuts_down_default(void *unused)
{
	(void)unused;
	return wio_shutdown_default_executor(WIO_FOREVER);
}

static void shutdown_row(wio_fn *fn, wio_executor *executor)
{
	int number = 1;
	wio_future *future, *none;
	GIVES(wio_run_in_executor(&future, executor, adds_one, &number, NULL), 0);
	CHECK(wio_job_begin(job));
	GIVES(cancelled(waits(fn, executor, "wio_await")), WIO_ECANCELED);
	GIVES(wio_run_in_executor(&none, executor, adds_one, &number, NULL),
	      WIO_ESHUTDOWN);
	CHECK(!wio_future_done(future));
	wio_job_end(job, wio_job_call(job));
	GIVES(wio_await(future, NULL), 0);
	GIVES(number, 2);
	wio_future_release(future);
	wio_executor_release(executor);
}

ROW(wio_executor_shutdown, partial_effect)
{
	shutdown_row(shuts_down, by_hand());
}

ROW(wio_shutdown_default_executor, partial_effect)
{
	wio_executor *executor = by_hand();
	GIVES(wio_set_default_executor(executor), 0);
	shutdown_row(shuts_down_default, executor);
}
