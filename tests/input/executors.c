// SPDX-License-Identifier: MIT
#include "input.h"

/* One whose jobs are run when the test says. */
static wio_job *taken[4];
static size_t count;
static int refuses; /* what submit returns, if it is below zero */
static int ended;

static int take(void *self, wio_job *job)
{
	(void)self;
	if (refuses == 0)
		taken[count++] = job;
	return refuses;
}

static void shut(void *self, bool cancel_jobs)
{
	(void)self;
	for (size_t i = 0; cancel_jobs && i < count; i++)
		wio_job_cancel(taken[i]);
}

static void end(void *self)
{
	(void)self;
	ended++;
}

static const wio_executor_methods methods = {take, shut, end};

static wio_executor *executor_new(void)
{
	wio_executor *executor;
	count = 0;
	GIVES(wio_executor_new(&executor, &(wio_executor_options){.methods = &methods}),
	      0);
	return executor;
}

/* Whether this build has threads. */
static bool threads(void)
{
	wio_executor *executor;
	int r = wio_executor_new(&executor, NULL);
	wio_executor_release(executor);
	return r == 0;
}

static int gives_seven(void *unused)
{
	(void)unused;
	return 7;
}

CASE(executors_that_cannot_be)
{
	wio_executor *executor = (wio_executor *)input_junk;
	static const wio_executor_methods none;
	REFUSED(wio_executor_new(&executor, &(wio_executor_options){.methods = &none}),
	        WIO_EINVAL, "methods without submit");
	CHECK(executor == NULL);
	STARVES(wio_executor_new(&executor, &(wio_executor_options){.methods = &methods}));
	CHECK(executor == NULL);
	if (threads()) {
		GIVES(wio_executor_new(
		          &executor, &(wio_executor_options){.max_workers = SIZE_MAX}),
		      WIO_ENOMEM);
	} else {
		REFUSED(wio_executor_new(&executor, NULL), WIO_ENOTSUP,
		        "this build has no threads");
	}
}

static void refuse(wio_executor *none)
{
	REFUSED(wio_executor_shutdown(none, true, true), WIO_EINVAL, "not an executor");
	REFUSED(wio_set_default_executor(none), WIO_EINVAL, "not an executor");
	CHECK(wio_executor_retain(none) == NULL);
	wio_executor_release(none);
}

CASE(executors_that_are_none)
{
	refuse(NULL);
	refuse((wio_executor *)input_junk);
}

CASE(executors_outside_of_a_loop)
{
	wio_executor *executor = executor_new();
	wio_future *future;
	const wio_job_options given_back = {.arg_free = input_free};
	REFUSED(wio_run_in_executor(&future, executor, gives_seven, NULL, &given_back),
	        WIO_ENOTRUNNING, "no loop is running");
	GIVES(input_freed(), 1);
	REFUSED(wio_set_default_executor(executor), WIO_ENOTRUNNING,
	        "no loop is running");
	REFUSED(wio_shutdown_default_executor(0), WIO_ENOTRUNNING, "no loop is running");
	REFUSED(wio_to_thread(gives_seven, NULL), WIO_ENOTRUNNING, "no loop is running");
	REFUSED(wio_executor_call(gives_seven, &count, sizeof count), WIO_ENOTRUNNING,
	        "no loop is running");
	GIVES(wio_executor_shutdown(executor, true, true), 0);
	ended = 0;
	wio_executor_release(executor);
	GIVES(ended, 1);
}

static int calls_in_handler(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)report;
	(void)unused;
	REFUSED(wio_to_thread(gives_seven, NULL), WIO_ENOSUSPEND, "frame of the host");
	REFUSED(wio_executor_call(gives_seven, input_junk, 1), WIO_ENOSUSPEND,
	        "frame of the host");
	return 0;
}

static int asks_wrongly(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_executor *executor = executor_new();
	wio_future *future;
	const wio_job_options both = {.arg_size = 4, .arg_free = input_free};
	const wio_job_options junk = {.context = (wio_context *)input_junk};
	REFUSED(wio_run_in_executor(&future, executor, NULL, NULL, NULL), WIO_EINVAL,
	        "fn is NULL");
	CHECK(future == NULL);
	REFUSED(wio_run_in_executor(&future, (wio_executor *)input_junk, gives_seven,
	                            NULL, NULL),
	        WIO_EINVAL, "not an executor");
	REFUSED(wio_run_in_executor(&future, executor, gives_seven, input_junk, &both),
	        WIO_EINVAL, "bytes own nothing");
	GIVES(input_freed(), 1);
	REFUSED(wio_run_in_executor(&future, executor, gives_seven, NULL,
	                            &(wio_job_options){.arg_size = 4}),
	        WIO_EINVAL, "arg is NULL");
	REFUSED(wio_run_in_executor(&future, executor, gives_seven, NULL, &junk),
	        WIO_EINVAL, "not a context");
	GIVES(wio_set_default_executor(executor), 0);
	REFUSED(wio_executor_call(gives_seven, input_junk, 0), WIO_EINVAL, "size is 0");
	REFUSED(wio_executor_call(NULL, input_junk, 1), WIO_EINVAL, "fn is NULL");
	REFUSED(wio_executor_call(gives_seven, NULL, 1), WIO_EINVAL, "arg is NULL");
	REFUSED(wio_to_thread(NULL, NULL), WIO_EINVAL, "fn is NULL");
	refuses = -11;
	GIVES(wio_run_in_executor(&future, executor, gives_seven, NULL,
	                          &(wio_job_options){.arg_free = input_free}),
	      -11);
	GIVES(input_freed(), 1);
	CHECK(future == NULL);
	GIVES(wio_to_thread(gives_seven, NULL), -11);
	GIVES(wio_executor_call(gives_seven, input_junk, 1), -11);
	refuses = 0;
	GIVES(wio_loop_set_exception_handler(loop, calls_in_handler, NULL), 0);
	wio_loop_call_exception_handler(loop, &(wio_report){.kind = WIO_REPORT_USER});
	GIVES(wio_loop_set_exception_handler(loop, NULL, NULL), 0);
	GIVES((int)count, 0);
	STARVES(wio_run_in_executor(&future, executor, gives_seven, NULL, NULL));
	STARVES(wio_executor_call(gives_seven, input_junk, 1));
	STARVES(wio_to_thread(gives_seven, NULL));
	STARVES(wio_executor_shutdown(executor, true, false));
	STARVES(wio_shutdown_default_executor(WIO_FOREVER));
	wio_executor_release(executor);
	return 0;
}

static int sets_default(void *unused)
{
	(void)unused;
	wio_executor *executor = executor_new();
	STARVES(wio_set_default_executor(executor));
	wio_executor_release(executor);
	return 0;
}

CASE(default_executor_without_memory)
{
	GIVES(input_run(sets_default), 0);
}

CASE(jobs_that_cannot_be)
{
	GIVES(input_run(asks_wrongly), 0);
}

/* ---- after the end ---- */

static int comes_late(void *unused)
{
	(void)unused;
	wio_executor *executor = executor_new();
	wio_future *future;
	GIVES(wio_set_default_executor(executor), 0);
	GIVES(wio_shutdown_default_executor(WIO_FOREVER), 0);
	REFUSED(wio_run_in_executor(&future, NULL, gives_seven, NULL, NULL),
	        WIO_ESHUTDOWN, "was shut down");
	REFUSED(wio_to_thread(gives_seven, NULL), WIO_ESHUTDOWN, "was shut down");
	REFUSED(wio_executor_call(gives_seven, input_junk, 1), WIO_ESHUTDOWN,
	        "was shut down");
	REFUSED(wio_run_in_executor(&future, executor, gives_seven, NULL, NULL),
	        WIO_ESHUTDOWN, "was shut down");
	CHECK(future == NULL);
	wio_executor_release(executor);
	/* Another one may be run in still. */
	executor = executor_new();
	GIVES(wio_run_in_executor(&future, executor, gives_seven, NULL, NULL), 0);
	wio_job_run(taken[0]);
	GIVES(wio_await(future, NULL), 7);
	wio_future_release(future);
	wio_executor_release(executor);
	return 0;
}

static int has_none(void *unused)
{
	(void)unused;
	GIVES(wio_shutdown_default_executor(WIO_FOREVER), 0);
	REFUSED(wio_to_thread(gives_seven, NULL), WIO_ESHUTDOWN, "was shut down");
	return 0;
}

CASE(jobs_after_a_shutdown)
{
	GIVES(input_run(has_none), 0);
	GIVES(input_run(comes_late), 0);
}

/* ---- jobs by hand ---- */

static int waits(void *unused)
{
	(void)unused;
	REFUSED(wio_yield(), WIO_ENOSUSPEND, "");
	return 0;
}

static int runs_by_hand(void *unused)
{
	(void)unused;
	wio_executor *executor = executor_new();
	wio_future *futures[3];
	GIVES(wio_run_in_executor(&futures[0], executor, gives_seven, NULL, NULL), 0);
	GIVES(wio_run_in_executor(&futures[1], executor, waits, NULL, NULL), 0);
	GIVES(wio_run_in_executor(&futures[2], executor, gives_seven, NULL, NULL), 0);
	REFUSED(wio_job_call(taken[0]), WIO_EINVAL, "not a job that has begun");
	wio_job_end(taken[0], 3);
	CHECK(wio_job_begin(taken[0]));
	CHECK(!wio_job_begin(taken[0]));
	GIVES(wio_job_cancel(taken[0]), 0);
	GIVES(wio_job_call(taken[0]), 7);
	wio_job_end(taken[0], WIO_EUSER);
	/* In the loop's own thread, where it can wait no more than elsewhere. */
	wio_job_run(taken[1]);
	GIVES(wio_job_cancel(taken[2]), 1);
	GIVES(wio_job_cancel(taken[2]), 0);
	CHECK(!wio_job_begin(taken[2]));
	GIVES(wio_await(futures[0], NULL), WIO_EUSER);
	GIVES(wio_await(futures[1], NULL), 0);
	GIVES(wio_await(futures[2], NULL), WIO_ECANCELED);
	for (int i = 0; i < 3; i++)
		wio_future_release(futures[i]);
	wio_executor_release(executor);
	return 0;
}

CASE(jobs_by_hand)
{
	GIVES(input_run(runs_by_hand), 0);
	wio_job_run(NULL);
	wio_job_end((wio_job *)input_junk, 0);
	CHECK(!wio_job_begin(NULL));
	REFUSED(wio_job_cancel(NULL), WIO_EINVAL, "not a job");
	REFUSED(wio_job_call((wio_job *)input_junk), WIO_EINVAL, "not a job");
}

/* ---- waits that end before their jobs ---- */

static int waits_for_all(void *executor)
{
	return wio_executor_shutdown(executor, true, false);
}

static int waits_for_default(void *unused)
{
	(void)unused;
	return wio_shutdown_default_executor(WIO_FOREVER);
}

static int calls(void *bytes)
{
	return wio_executor_call(gives_seven, bytes, 1);
}

static int goes_to_thread(void *unused)
{
	(void)unused;
	return wio_to_thread(gives_seven, NULL);
}

static int cancels(wio_fn *fn, void *arg)
{
	wio_task *task;
	int r = 0;
	GIVES(wio_create_task(&task, fn, arg, NULL), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_task_cancel(task, NULL), 1);
	GIVES(wio_await(task, &r), 0);
	wio_task_release(task);
	return r;
}

static int is_cancelled(void *unused)
{
	(void)unused;
	wio_executor *executor = executor_new();
	char byte = 1;
	GIVES(wio_set_default_executor(executor), 0);
	GIVES(cancels(calls, &byte), WIO_ECANCELED);
	GIVES(cancels(goes_to_thread, NULL), WIO_ECANCELED);
	GIVES(wio_yield(), 0);
	GIVES(cancels(waits_for_all, executor), WIO_ECANCELED);
	GIVES(cancels(waits_for_default, NULL), WIO_ECANCELED);
	/* Both were cancelled before they began. */
	CHECK(!wio_job_begin(taken[0]) && !wio_job_begin(taken[1]));
	wio_executor_release(executor);
	return 0;
}

CASE(waits_for_executors_that_are_cancelled)
{
	GIVES(input_run(is_cancelled), 0);
}

CASE(blocking_without_threads)
{
	if (threads())
		return;
	wio_concurrent *concurrent = (wio_concurrent *)input_junk;
	wio_loop *loop;
	GIVES(wio_loop_new(&loop), 0);
	REFUSED(wio_run_coroutine_threadsafe(&concurrent, loop, gives_seven, NULL,
	                                     &input_call),
	        WIO_ENOTSUP, "this build has no threads");
	CHECK(concurrent == NULL);
	GIVES(input_freed(), 1);
	GIVES(wio_loop_close(loop), 0);
	wio_loop_release(loop);
}
