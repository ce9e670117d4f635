// SPDX-License-Identifier: MIT
/* Handles that are none any more, or are let go of once too often. */
#include <stdio.h>
#include <string.h>

#include "input.h"
#include "core/sanitizer.h"

/* What was reported last, and how often one was. */
static char said[256];
static int reports;

static int listen(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)unused;
	if (report->kind != WIO_REPORT_MISUSE)
		return 0;
	snprintf(said, sizeof said, "%s", report->message);
	reports++;
	return 0;
}

/* It returns nothing, or nothing that says so: it is reported. */
#define REPORTED(call, text) \
	(said[0] = '\0', reports = 0, (void)(call), \
	 reports == 1 && strstr(said, text) \
	     ? (void)0 \
	     : (puts(said), input_failed(#call, __FILE__, __LINE__)))

static void run(wio_fn *fn, enum wio_switch debug)
{
	wio_runner *runner;
	wio_loop *loop;
	GIVES(wio_runner_new(&runner, &(wio_runner_options){.debug = debug}), 0);
	GIVES(wio_runner_get_loop(runner, &loop), 0);
	wio_loop_set_exception_handler(loop, listen, NULL);
	GIVES(wio_runner_run(runner, fn, NULL, NULL), 0);
	GIVES(wio_runner_close(runner), 0);
	wio_runner_free(runner);
}

/* ---- let go of once too often ---- */

static int done(wio_future *future, void *unused)
{
	(void)future;
	(void)unused;
	return 0;
}

static int naps(void *unused)
{
	(void)unused;
	return wio_sleep(WIO_MS(1)) + 7;
}

static int waits(void *future)
{
	return wio_await_future(future, NULL);
}

/* While they are needed: seen in every mode, and nothing is lost. */
static int releases_too_much(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_task *task;
	GIVES(wio_create_task(&task, naps, NULL, &(wio_task_options){.name = "x"}),
	      0);
	wio_task_release(task);
	REPORTED(wio_task_release(task),
	         "wio_task_release: the task 'x' is not done");
	REPORTED(wio_future_release(wio_task_future(task)),
	         "wio_task_release: the task 'x' is not done");
	REPORTED(wio_context_release(wio_task_context(task)),
	         "wio_context_release: the context is in use");
	wio_task_retain(task);
	GIVES(wio_await(task, NULL), 7);
	wio_task_release(task);

	wio_future *future;
	GIVES(wio_future_new(&future, NULL), 0);
	GIVES(wio_create_task(&task, waits, future, NULL), 0);
	GIVES(wio_yield(), 0);
	wio_future_release(future);
	REPORTED(wio_future_release(future),
	         "wio_future_release: the future is waited for");
	GIVES(wio_future_set_result(future, 3), 0);
	GIVES(wio_await(task, NULL), 3);
	wio_task_release(task);

	wio_handle *handles[2];
	GIVES(wio_loop_call_soon(loop, input_nothing, NULL, NULL, &handles[0]), 0);
	GIVES(wio_loop_call_later(loop, WIO_S(99), input_nothing, NULL, NULL,
	                          &handles[1]),
	      0);
	for (int i = 0; i < 2; i++) {
		wio_handle_release(handles[i]);
		REPORTED(wio_handle_release(handles[i]),
		         "wio_handle_release: the handle is still scheduled");
	}
	wio_handle_cancel(handles[1]);
	REPORTED(wio_loop_release(loop), "wio_loop_release: the loop is in use");
	return wio_yield();
}

CASE(references_that_are_others)
{
	run(releases_too_much, WIO_OFF);
	run(releases_too_much, WIO_ON);
}

static wio_runner *running;

static int frees_its_runner(void *unused)
{
	(void)unused;
	REPORTED(wio_runner_free(running), "wio_runner_free: the runner is running");
	return 5;
}

CASE(runner_freed_in_its_run)
{
	wio_loop *loop;
	GIVES(wio_runner_new(&running, NULL), 0);
	GIVES(wio_runner_get_loop(running, &loop), 0);
	wio_loop_set_exception_handler(loop, listen, NULL);
	GIVES(wio_runner_run(running, frees_its_runner, NULL, NULL), 5);
	GIVES(wio_runner_close(running), 0);
	wio_runner_free(running);
}

/* ---- used when they are gone ---- */

static wio_task *gone_task(void)
{
	wio_task *task;
	GIVES(wio_create_task(&task, input_nothing, NULL,
	                      &(wio_task_options){.name = "gone"}),
	      0);
	GIVES(wio_await(task, NULL), 0);
	wio_task_release(task);
	return task;
}

#ifndef WIO__ASAN
/* Without debug mode: the next use, as long as nothing took the place. */
static int uses_the_last(void *unused)
{
	(void)unused;
	REPORTED(wio_task_release(gone_task()),
	         "wio_task_release: not a task any more: it was released before");
	REFUSED(wio_await(gone_task(), NULL), WIO_EINVAL,
	        "wio_await: not a future any more: it was released before");
	wio_future *future;
	GIVES(wio_future_new(&future, NULL), 0);
	wio_future_release(future);
	REPORTED(wio_future_release(future),
	         "wio_future_release: not a future any more: it was released before");
	wio_context *context;
	GIVES(wio_context_new(&context), 0);
	wio_context_release(context);
	REPORTED(wio_context_release(context),
	         "wio_context_release: not a context any more");
	wio_contextvar *var;
	GIVES(wio_contextvar_new(&var, "gone", NULL), 0);
	wio_contextvar_release(var);
	REPORTED(wio_contextvar_release(var),
	         "wio_contextvar_release: not a variable any more");
	return 0;
}

#endif

CASE(handles_used_once_more)
{
	/* AddressSanitizer has memory that is gone to itself. */
#ifndef WIO__ASAN
	run(uses_the_last, WIO_OFF);
#endif
}

static void uses_a_task(wio_task *task, const char *text)
{
	REFUSED(wio_task_cancel(task, NULL), WIO_EINVAL, text);
	REFUSED(wio_task_uncancel(task), WIO_EINVAL, text);
	REFUSED(wio_task_cancelling(task), WIO_EINVAL, text);
	REFUSED(wio_task_result(task), WIO_EINVAL, text);
	REFUSED(wio_task_exception(task), WIO_EINVAL, text);
	REFUSED(wio_task_set_name(task, "name"), WIO_EINVAL, text);
	REPORTED(wio_task_cancelled(task), text);
	REPORTED(wio_task_done(task), text);
	REPORTED(wio_task_error(task), text);
	REPORTED(wio_task_value(task), text);
	REPORTED(wio_task_take(task), text);
	REPORTED(wio_task_name(task), text);
	REPORTED(wio_task_context(task), text);
	REPORTED(wio_task_stack_size(task), text);
	REPORTED(wio_task_stack_high_water(task), text);
	REPORTED(wio_task_retain(task), text);
}

static void uses_a_future(wio_future *future, const char *text)
{
	REFUSED(wio_future_set_result(future, 1), WIO_EINVAL, text);
	REFUSED(wio_future_set_value(future, 1, NULL, NULL), WIO_EINVAL, text);
	REFUSED(wio_future_set_exception(future, -1, NULL), WIO_EINVAL, text);
	REFUSED(wio_future_cancel(future, NULL), WIO_EINVAL, text);
	REFUSED(wio_future_result(future), WIO_EINVAL, text);
	REFUSED(wio_future_exception(future), WIO_EINVAL, text);
	REFUSED(wio_future_add_done_callback(future, done, NULL, &input_call),
	        WIO_EINVAL, text);
	GIVES(input_freed(), 1);
	REFUSED(wio_future_remove_done_callback(future, done, NULL), WIO_EINVAL,
	        text);
	REPORTED(wio_future_done(future), text);
	REPORTED(wio_future_cancelled(future), text);
	REPORTED(wio_future_error(future), text);
	REPORTED(wio_future_value(future), text);
	REPORTED(wio_future_take(future), text);
	REPORTED(wio_future_get_loop(future), text);
	REPORTED(wio_future_retain(future), text);
}

static void uses_a_handle(wio_handle *handle, const char *text)
{
	REPORTED(wio_handle_cancel(handle), text);
	REPORTED(wio_handle_cancelled(handle), text);
	REPORTED(wio_handle_when(handle), text);
}

static void uses_a_context(wio_context *context, wio_contextvar *var,
                           const char *text)
{
	void *value;
	wio_context *copy;
	REFUSED(wio_context_run(context, input_nothing, NULL), WIO_EINVAL, text);
	REFUSED(wio_context_get(context, var, &value), WIO_EINVAL, text);
	REPORTED(wio_context_size(context), text);
	REPORTED(wio_context_retain(context), text);
	if (context)
		REFUSED(wio_context_copy(&copy, context), WIO_EINVAL, text);
}

static void uses_a_variable(wio_contextvar *var, const char *text)
{
	void *value;
	wio_token *token;
	REFUSED(wio_contextvar_get(var, &value), WIO_EINVAL, text);
	REFUSED(wio_contextvar_set(var, NULL, &token), WIO_EINVAL, text);
	REFUSED(wio_contextvar_reset(var, NULL), WIO_EINVAL, text);
	REFUSED(wio_context_get(wio_context_current(), var, &value), WIO_EINVAL,
	        text);
	REPORTED(wio_contextvar_get_or(var, NULL), text);
	REPORTED(wio_contextvar_name(var), text);
	REPORTED(wio_contextvar_retain(var), text);
}

static void uses_a_loop(wio_loop *loop, const char *text)
{
	wio_future *future;
	if (loop) {
		REFUSED(wio_future_new(&future, loop), WIO_EINVAL, text);
		REPORTED(wio_all_tasks(loop, NULL, 0), text);
		REPORTED(wio_loop_release(loop), text);
	}
	REFUSED(wio_loop_close(loop), WIO_EINVAL, text);
	REFUSED(wio_loop_run_forever(loop), WIO_EINVAL, text);
	REFUSED(wio_loop_create_task(loop, NULL, input_nothing, NULL, &input_task),
	        WIO_EINVAL, text);
	REFUSED(wio_loop_call_soon(loop, input_nothing, NULL, &input_call, NULL),
	        WIO_EINVAL, text);
	GIVES(input_freed(), 2);
	REFUSED(wio_loop_set_exception_handler(loop, listen, NULL), WIO_EINVAL, text);
	REPORTED(wio_loop_time(loop), text);
	REPORTED(wio_loop_stop(loop), text);
	REPORTED(wio_loop_call_exception_handler(loop, &(wio_report){0}), text);
	REPORTED(wio_loop_is_running(loop), text);
	REPORTED(wio_loop_is_closed(loop), text);
	REPORTED(wio_loop_get_debug(loop), text);
	REPORTED(wio_loop_set_debug(loop, true), text);
	REPORTED(wio_loop_retain(loop), text);
}

/* In debug mode: each use, by name, and however often the memory was asked for. */
static int uses_all(void *unused)
{
	(void)unused;
	wio_task *task = gone_task();
	wio_future *future;
	wio_handle *handle;
	wio_context *context;
	wio_contextvar *var, *living;
	wio_token *token;
	wio_loop *loop;
	wio_runner *runner;
	GIVES(wio_future_new(&future, NULL), 0);
	GIVES(wio_loop_call_soon(wio_get_running_loop(), input_nothing, NULL, NULL,
	                         &handle),
	      0);
	GIVES(wio_context_new(&context), 0);
	GIVES(wio_contextvar_new(&var, "colour", NULL), 0);
	GIVES(wio_contextvar_new(&living, "living", NULL), 0);
	GIVES(wio_contextvar_set(var, NULL, &token), 0);
	GIVES(wio_contextvar_reset(var, token), 0);
	GIVES(wio_loop_new(&loop), 0);
	GIVES(wio_runner_new(&runner, NULL), 0);
	GIVES(wio_yield(), 0);
	wio_future_release(future);
	wio_handle_release(handle);
	wio_context_release(context);
	wio_token_release(token);
	wio_contextvar_release(var);
	GIVES(wio_loop_close(loop), 0);
	wio_loop_release(loop);
	wio_runner_free(runner);
	for (int i = 0; i < 100; i++)
		gone_task();
	uses_a_task(task, "task 'gone' was released before");
	REPORTED(wio_task_release(task),
	         "wio_task_release: task 'gone' was released before");
	REFUSED(wio_await(task, NULL), WIO_EINVAL,
	        "wio_await: task 'gone' was released before");
	uses_a_future(future, "not a future any more: it was released before");
	REPORTED(wio_future_release(future), "wio_future_release: not a future");
	uses_a_handle(handle, "not a handle any more: it was released before");
	REPORTED(wio_handle_release(handle), "wio_handle_release: not a handle");
	uses_a_context(context, living,
	               "not a context any more: it was released before");
	REPORTED(wio_context_release(context), "wio_context_release: not a context");
	uses_a_variable(var, "variable 'colour' was released before");
	REPORTED(wio_contextvar_release(var), "variable 'colour' was released");
	REPORTED(wio_token_release(token),
	         "wio_token_release: not a token any more: it was released before");
	REFUSED(wio_contextvar_reset(living, token), WIO_EINVAL,
	        "wio_contextvar_reset: not a token any more");
	uses_a_loop(loop, "not a loop any more: it was released before");
	REPORTED(wio_runner_free(runner),
	         "wio_runner_free: not a runner any more: it was freed before");
	REFUSED(wio_runner_get_loop(runner, &loop), WIO_EINVAL, "not a runner");
	wio_contextvar_release(living);
	return 0;
}

CASE(handles_of_what_is_gone)
{
	run(uses_all, WIO_ON);
}

static int uses_null(void *unused)
{
	(void)unused;
	wio_contextvar *living;
	GIVES(wio_contextvar_new(&living, "living", NULL), 0);
	uses_a_task(NULL, "not a task, but NULL");
	uses_a_future(NULL, "not a future, but NULL");
	uses_a_handle(NULL, "not a handle, but NULL");
	uses_a_context(NULL, living, "not a context, but NULL");
	uses_a_variable(NULL, "not a variable, but NULL");
	uses_a_loop(NULL, "not a loop, but NULL");
	uses_a_task((wio_task *)input_junk, "not a task");
	uses_a_loop((wio_loop *)input_junk, "not a loop");
	REFUSED(wio_contextvar_reset(living, NULL), WIO_EINVAL,
	        "not a token, but NULL");
	wio_contextvar_release(living);
	return 0;
}

/* ---- of what stands around the loop ---- */

static int takes_one(void *queue)
{
	int item;
	REFUSED(wio_queue_get(queue, &item), WIO_ESHUTDOWN, "shut down");
	return 4;
}

static void uses_a_queue(wio_queue *queue, const char *text)
{
	int item = 0;
	REPORTED(wio_queue_retain(queue), text);
	REPORTED(wio_queue_size(queue), text);
	REPORTED(wio_queue_maxsize(queue), text);
	REPORTED(wio_queue_empty(queue), text);
	REPORTED(wio_queue_full(queue), text);
	REFUSED(wio_queue_put_nowait(queue, &item), WIO_EINVAL, text);
}

static int counts(void *unused)
{
	(void)unused;
	const int one = 1;
	return wio_generator_yield(&one, NULL);
}

static int releases_itself(void *generator)
{
	REPORTED((wio_generator_release(*(wio_generator **)generator),
	          wio_generator_release(*(wio_generator **)generator)),
	         "wio_generator_release: the generator is in use");
	return 0;
}

static void uses_a_stream(wio_reader *reader, wio_writer *writer, const char *text)
{
	char byte;
	REPORTED(wio_reader_retain(reader), text);
	REPORTED(wio_reader_at_eof(reader), text);
	REFUSED(wio_reader_read(reader, &byte, 1), WIO_EINVAL, text);
	REPORTED(wio_writer_retain(writer), text);
	REPORTED(wio_writer_written(writer), text);
	REPORTED(wio_writer_is_closing(writer), text);
	REFUSED(wio_writer_write(writer, "x", 1), WIO_EINVAL, text);
}

static int comes(void *source, void *buffer, size_t size)
{
	(void)source;
	(void)buffer;
	return wio_sleep(WIO_MS(1)) + (size > 0);
}

static int goes(void *sink, const void *bytes, size_t size)
{
	(void)sink;
	(void)bytes;
	return wio_sleep(WIO_MS(1)) + (size > 0);
}

static const wio_reader_source source = {.more = comes};
static const wio_writer_sink sink = {.take = goes};

static int reads(void *reader)
{
	char byte;
	return wio_reader_read(reader, &byte, 1);
}

static int writes(void *writer)
{
	return wio_writer_write(writer, "x", 1);
}

/* Each is the task's that waits in it. */
static void releases_streams(void)
{
	wio_reader *reader;
	wio_writer *writer;
	wio_task *tasks[2];
	GIVES(wio_reader_new(&reader, &source, NULL), 0);
	GIVES(wio_writer_new(&writer, &sink, NULL), 0);
	GIVES(wio_create_task(&tasks[0], reads, reader, NULL), 0);
	GIVES(wio_create_task(&tasks[1], writes, writer, NULL), 0);
	GIVES(wio_yield(), 0);
	wio_reader_release(reader);
	REPORTED(wio_reader_release(reader), "wio_reader_release: the reader is read from");
	wio_writer_release(writer);
	REPORTED(wio_writer_release(writer),
	         "wio_writer_release: the writer is written to");
	GIVES(wio_await(tasks[0], NULL), 1);
	GIVES(wio_await(tasks[1], NULL), 0);
	wio_task_release(tasks[0]);
	wio_task_release(tasks[1]);
}

static int next_of(void *iterator)
{
	wio_task *task;
	REFUSED(wio_as_completed_next(iterator, &task), WIO_ECLOSED,
	        "wio_as_completed_next: it is closed");
	return 5;
}

/* References that others have. */
static int releases_around(void *unused)
{
	(void)unused;
	wio_queue *queue;
	wio_generator *generator;
	wio_as_completed *each;
	wio_task *task, *other;
	GIVES(wio_queue_new(&queue, sizeof(int), NULL), 0);
	GIVES(wio_create_task(&task, takes_one, queue, NULL), 0);
	GIVES(wio_yield(), 0);
	wio_queue_retain(queue);
	wio_queue_release(queue);
	GIVES(wio_queue_shutdown(queue, false), 0);
	wio_queue_release(queue);
	REPORTED(wio_queue_release(queue), "wio_queue_release: the queue is waited in");
	GIVES(wio_await(task, NULL), 4);
	wio_task_release(task);

	GIVES(wio_generator_new(&generator, 0, releases_itself, &generator, NULL), 0);
	GIVES(wio_generator_next(generator, NULL), 0);

	releases_streams();

	/* One that is closed while a task waits in it. */
	GIVES(wio_create_task(&task, naps, NULL, NULL), 0);
	GIVES(wio_as_completed_open(&each, &task, 1, WIO_S(9)), 0);
	GIVES(wio_create_task(&other, next_of, each, NULL), 0);
	GIVES(wio_yield(), 0);
	wio_as_completed_close(each);
	GIVES(wio_await(other, NULL), 5);
	wio_task_release(other);
	GIVES(wio_await(task, NULL), 7);
	wio_task_release(task);
	return 0;
}

CASE(references_around_the_loop)
{
	run(releases_around, WIO_OFF);
	run(releases_around, WIO_ON);
}

/* In debug mode, as above. */
static int uses_around(void *unused)
{
	(void)unused;
	wio_queue *queue;
	wio_generator *generator;
	wio_as_completed *each;
	wio_reader *reader;
	wio_writer *writer;
	wio_task *task;
	int item;
	GIVES(wio_queue_new(&queue, sizeof(int), NULL), 0);
	wio_queue_release(queue);
	GIVES(wio_generator_new(&generator, sizeof(int), counts, NULL, NULL), 0);
	wio_generator_release(generator);
	GIVES(wio_as_completed_open(&each, NULL, 0, WIO_FOREVER), 0);
	wio_as_completed_close(each);
	GIVES(wio_reader_new(&reader, &source, NULL), 0);
	wio_reader_release(reader);
	GIVES(wio_writer_new(&writer, &sink, NULL), 0);
	wio_writer_release(writer);
	for (int i = 0; i < 100; i++)
		gone_task();
	uses_a_queue(queue, "not a queue any more: it was released before");
	REPORTED(wio_queue_release(queue), "wio_queue_release: not a queue any more");
	REPORTED(wio_generator_retain(generator),
	         "wio_generator_retain: not a generator any more");
	REPORTED(wio_generator_release(generator),
	         "wio_generator_release: not a generator any more: it was released");
	REFUSED(wio_generator_next(generator, &item), WIO_EINVAL,
	        "wio_generator_next: not a generator any more");
	REPORTED(wio_as_completed_close(each), "wio_as_completed_close: not a "
	                                       "wio_as_completed any more: it was closed");
	REFUSED(wio_as_completed_next(each, &task), WIO_EINVAL,
	        "wio_as_completed_next: not a wio_as_completed any more");
	uses_a_stream(reader, writer, "er any more: it was released before");
	REPORTED(wio_reader_release(reader), "wio_reader_release: not a reader any more");
	REPORTED(wio_writer_release(writer), "wio_writer_release: not a writer any more");
	return 0;
}

CASE(handles_around_the_loop)
{
	run(uses_around, WIO_ON);
}

static int uses_junk(void *unused)
{
	(void)unused;
	uses_a_queue(NULL, "not a queue, but NULL");
	uses_a_queue((wio_queue *)input_junk, "not a queue");
	REPORTED(wio_queue_release((wio_queue *)input_junk), "not a queue");
	uses_a_stream(NULL, NULL, "er, but NULL");
	uses_a_stream((wio_reader *)input_junk, (wio_writer *)input_junk, ": not a ");
	REPORTED(wio_generator_retain(NULL), "not a generator, but NULL");
	REPORTED(wio_generator_release((wio_generator *)input_junk), "not a generator");
	REPORTED(wio_as_completed_close((wio_as_completed *)input_junk),
	         "not a wio_as_completed");
	REPORTED(wio_executor_retain(NULL), "not an executor, but NULL");
	REPORTED(wio_executor_release((wio_executor *)input_junk), "not an executor");
	REPORTED(wio_concurrent_retain(NULL), "not a concurrent future, but NULL");
	REPORTED(wio_concurrent_release((wio_concurrent *)input_junk),
	         "not a concurrent future");
	REPORTED(wio_concurrent_done(NULL), "wio_concurrent_done: not a concurrent");
	REPORTED(wio_job_begin((wio_job *)input_junk), "wio_job_begin: not a job");
	REPORTED(wio_job_run(NULL), "wio_job_run: not a job, but NULL");
	REPORTED(wio_job_end(NULL, 0), "wio_job_end: not a job, but NULL");
	return 0;
}

CASE(handles_of_something_else)
{
	run(uses_junk, WIO_OFF);
}

CASE(handles_that_are_null)
{
	run(uses_null, WIO_OFF);
}
