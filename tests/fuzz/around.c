// SPDX-License-Identifier: MIT
/* Generators, jobs of an executor, groups as a whole, eager tasks, the call graph. */
#include "calls.h"

#include <string.h>

enum { GENERATORS = 3, JOBS = 16 };

static wio_generator *generators[GENERATORS];
static wio_executor *executor;
static struct {
	wio_job *job;
	bool begun;
} jobs[JOBS];

/* ---- generators ---- */

static void give(struct frame *frame)
{
	const int item = (int)take();
	int sent;
	took(frame, wio_generator_yield(&item, take() % 2 ? &sent : NULL));
}

static int generator_body(void *argument)
{
	/* Here and there an item, between programs. */
	int r = 0;
	while (r >= 0 && input_left() && take() % 8) {
		const int item = (int)take();
		r = wio_generator_yield(&item, NULL);
		if (r >= 0 && take() % 2)
			r = task_body(argument);
	}
	return r;
}

static void call_give(struct frame *frame)
{
	give(frame);
}

static wio_generator *some_generator(void)
{
	wio_generator **place = &generators[take() % GENERATORS];
	struct given given;
	if (*place)
		return *place;
	given_take(&given);
	const wio_generator_options options = {
		.sent_size = sizeof(int),
		.stack_size = 64 << 10, /* of a sanitizer's frames */
		.arg_size = given.call.arg_size,
		.arg_free = given.call.arg_free,
	};
	int r = wio_generator_new(place, sizeof(int), generator_body, given.argument,
	                          &options);
	given_check(&given, r);
	return *place;
}

static void call_ask(struct frame *frame)
{
	wio_generator *generator = some_generator();
	const unsigned byte = take();
	const int value = (int)byte;
	int item, r;
	if (!generator)
		return;
	wio_generator_retain(generator);
	switch (byte % 8) {
	case 0:
		r = wio_generator_close(generator);
		break;
	case 1:
		r = wio_generator_throw(generator, WIO_EUSER - 9, &item);
		break;
	case 2:
		r = wio_generator_send(generator, &value, &item);
		break;
	default:
		r = wio_generator_next(generator, byte & 8 ? &item : NULL);
	}
	wio_generator_release(generator);
	took(frame, r);
}

static void call_shutdown_generators(struct frame *frame)
{
	took(frame, wio_shutdown_generators());
}

static void call_drop(struct frame *frame)
{
	(void)frame;
	wio_generator **place = &generators[take() % GENERATORS], *dropped = *place;
	*place = NULL;
	wio_generator_release(dropped);
}

/* ---- jobs ---- */

static int submit(void *self, wio_job *job)
{
	(void)self;
	for (int i = 0; i < JOBS; i++) {
		if (!jobs[i].job) {
			jobs[i].job = job;
			return 0;
		}
	}
	return WIO_EUSER - 10; /* full */
}

static void shut_down(void *self, bool cancel_jobs)
{
	(void)self;
	for (int i = 0; cancel_jobs && i < JOBS; i++)
		if (jobs[i].job)
			wio_job_cancel(jobs[i].job);
}

/* In whatever thread: it takes nothing from the input but its result. */
static int job_body(void *argument)
{
	(void)argument;
	const unsigned byte = take();
	if (byte % 8 == 0)
		return wio_exit(3);
	return byte & 1 ? wio_raise(WIO_EUSER - 11, "a job failed") : (int)byte;
}

static void begin_job(int i)
{
	if (jobs[i].begun || !jobs[i].job)
		return;
	wio_job *job = jobs[i].job;
	jobs[i].begun = wio_job_begin(job);
	if (!jobs[i].begun)
		jobs[i].job = NULL;
}

static void end_job(int i)
{
	begin_job(i);
	wio_job *job = jobs[i].job;
	jobs[i].job = NULL;
	jobs[i].begun = false;
	if (job)
		wio_job_end(job, wio_job_call(job));
}

/* Nothing is ready. */
bool around_wake(void)
{
	for (int i = 0; i < JOBS; i++) {
		if (jobs[i].job) {
			end_job(i);
			return true;
		}
	}
	return false;
}

static void call_job_step(struct frame *frame)
{
	(void)frame;
	const unsigned byte = take();
	const int i = byte % JOBS;
	if (byte & 16)
		begin_job(i);
	else if (byte & 32 && jobs[i].job)
		wio_job_cancel(jobs[i].job);
	else
		end_job(i);
}

/* The default one is never the library's, whose threads have their own order. */
static bool has_default(void)
{
	return wio_get_running_loop() && wio_set_default_executor(executor) == 0;
}

static void call_submit(struct frame *frame)
{
	struct given given;
	wio_future *future = NULL;
	given_take(&given);
	const wio_job_options options = {
		.context = given.call.context,
		.arg_size = given.call.arg_size,
		.arg_free = given.call.arg_size ? NULL : given.call.arg_free,
	};
	const bool usual = take() % 2 && has_default();
	int r = wio_run_in_executor(&future, usual ? NULL : executor, job_body,
	                            given.argument, &options);
	if (given.call.arg_size && given.call.arg_free)
		argument_drop(given.argument); /* copied: it is still ours */
	else
		given_check(&given, r);
	wio_future **place = some_future();
	if (given.call.arg_size) {
		/* Others would take its value for an argument. */
		wio_future_release(future);
	} else if (r == 0) {
		wio_future *before = *place;
		*place = future;
		wio_future_release(before);
	}
	took(frame, r < 0 ? r : 0);
}

static void call_job(struct frame *frame)
{
	int bytes = 1;
	if (!has_default())
		return;
	took(frame, take() % 2 ? wio_to_thread(job_body, NULL)
	                       : wio_executor_call(job_body, &bytes, sizeof bytes));
}

static void call_shutdown_executor(struct frame *frame)
{
	const unsigned byte = take();
	/* Outside of tasks a wait blocks the thread, and nothing would come. */
	if (byte & 1)
		took(frame, wio_executor_shutdown(executor, wio_current_task() && byte & 2,
		                                  byte & 4));
	else if (has_default())
		took(frame, wio_shutdown_default_executor(
		                byte & 2 ? WIO_FOREVER : TICKS(byte / 4 % 8)));
}

/* ---- groups and tasks ---- */

static int ready_body(void *argument)
{
	const unsigned byte = take();
	if (byte % 4 == 0)
		return task_body(argument);
	int r = wio_group_started((int)byte);
	return r < 0 ? r : task_body(argument);
}

static void call_group_start(struct frame *frame)
{
	struct given given;
	wio_task *task = NULL;
	wio_group *group = objects.groups[take() % GROUPS];
	wio_loop *loop = wio_get_running_loop();
	if (!group || !loop || wio_loop_is_closed(loop))
		return;
	given_take(&given);
	int r = wio_group_start(group, &task, ready_body, given.argument, &given.task);
	if (r < 0 && task)
		finding("a task that did not get ready is there");
	if (task)
		keep_task(task);
	took(frame, r);
}

static void call_started(struct frame *frame)
{
	(void)frame;
	wio_group_started((int)take() - 1);
}

static void call_group_cancel(struct frame *frame)
{
	(void)frame;
	wio_group *group = objects.groups[take() % GROUPS];
	wio_loop *loop = wio_get_running_loop();
	if (group && loop && !wio_loop_is_closed(loop))
		wio_group_cancel(group);
}

static void call_eager(struct frame *frame)
{
	(void)frame;
	const unsigned byte = take();
	struct given given;
	wio_task *task = NULL;
	const wio_start *start = byte & 1 ? WIO_START_EAGER : WIO_START_LAZY;
	if (byte & 2) {
		wio_loop *loop = some_loop();
		if (loop)
			wio_loop_set_eager_start(loop, start);
		return;
	}
	given_take(&given);
	given.task.eager_start = start;
	int r = wio_create_task(&task, task_body, given.argument, &given.task);
	given_check(&given, r);
	if (task)
		keep_task(task);
}

/* ---- the call graph, and what else may be asked ---- */

static void call_graph(struct frame *frame)
{
	(void)frame;
	wio_call_graph_entry entries[8];
	char text[200];
	const unsigned byte = take();
	wio_task *task = *some_task(), *waiter = *some_task();
	wio_future *future = byte & 1 ? *some_future() : task ? wio_task_future(task) : NULL;
	switch (byte / 2 % 4) {
	case 0:
		if (future && waiter)
			wio_future_add_to_awaited_by(future, waiter);
		break;
	case 1:
		if (future && waiter)
			wio_future_discard_from_awaited_by(future, waiter);
		break;
	case 2:
		wio_format_call_graph(future, text, byte % sizeof text);
		break;
	default:
		if (wio_call_graph(future, entries, byte / 8 % 9) > 0 && byte / 8 % 9 &&
		    entries[0].depth != 0)
			finding("a call graph begins at depth %zu", entries[0].depth);
	}
}

static void call_look(struct frame *frame)
{
	(void)frame;
	wio_error *match, *rest;
	const wio_error *error = wio_last_error();
	wio_task *task = *some_task();
	wio_future *future = *some_future();
	wio_loop *loop = wio_get_running_loop();
	if (error && wio_error_split(error, WIO_ECANCELED, &match, &rest) >= 0) {
		if (!match && !rest)
			finding("an error was parted, and is gone");
		wio_error_release(match);
		wio_error_release(rest);
	}
	if (error && wio_error_count(error))
		wio_error_member(error, take());
	if (error && (wio_error_cause(error) == error || wio_error_context(error) == error))
		finding("an error has itself as its cause");
	if (task && wio_task_cancelling(task) < 0)
		finding("fewer requests than none");
	if (task)
		wio_task_value(task);
	if (future && wio_future_cancelled(future) && !wio_future_done(future))
		finding("a future is cancelled, and not done");
	if (loop && wio_loop_time(loop) != clock_now)
		finding("the loop has a time of its own");
	for (int i = 0; i < HANDLES; i++)
		if (objects.handles[i] && wio_handle_cancelled(objects.handles[i]))
			wio_handle_when(objects.handles[i]);
}

static void call_threadsafe(struct frame *frame)
{
	(void)frame;
	struct given given;
	wio_concurrent *concurrent;
	wio_loop *loop = some_loop();
	if (!loop)
		return;
	given_take(&given);
	given.call.context = NULL;
	int r = wio_run_coroutine_threadsafe(&concurrent, loop, task_body, given.argument,
	                                     &given.call);
	given_check(&given, r);
	if (r < 0)
		return;
	if (take() % 4 == 0)
		wio_concurrent_cancel(concurrent);
	wio_concurrent_done(concurrent);
	wio_concurrent_release(concurrent);
}

const struct call waiting_calls[] = {
	CALL(give), CALL(ask), CALL(ask), CALL(shutdown_generators), CALL(job),
	CALL(shutdown_executor), CALL(group_start),
};
const size_t waiting_call_count = sizeof waiting_calls / sizeof *waiting_calls;

const struct call around_calls[] = {
	CALL(drop), CALL(submit), CALL(job_step), CALL(started), CALL(group_cancel),
	CALL(eager), CALL(eager), CALL(graph), CALL(look), CALL(threadsafe),
};
const size_t around_call_count = sizeof around_calls / sizeof *around_calls;

/* ---- before and after ---- */

void around_begin(void)
{
	static const wio_executor_methods methods = {submit, shut_down, NULL};
	memset(jobs, 0, sizeof jobs);
	if (wio_executor_new(&executor, &(wio_executor_options){.methods = &methods}) < 0)
		finding("no executor before the program");
}

/* All loops are closed. */
void around_end(void)
{
	for (int i = 0; i < GENERATORS; i++) {
		wio_generator *generator = generators[i];
		generators[i] = NULL;
		wio_generator_release(generator);
	}
	for (int i = 0; i < JOBS; i++)
		end_job(i);
	wio_executor_release(executor);
}
