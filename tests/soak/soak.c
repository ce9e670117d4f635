// SPDX-License-Identifier: MIT
/*
 * soak SECONDS: makes tasks, cancels, interrupts, fails and closes, over and
 * over, and writes what memory is in use: a line a second.
 */
#include "soak.h"

#include <stdio.h>
#include <stdlib.h>

#include "wasyncio.h"

enum { FAILURE = WIO_EUSER };

#define EXPECT(value, expected) \
	expect((value), (expected), #value, __LINE__)

static void expect(int value, int expected, const char *what, int line)
{
	if (value == expected)
		return;
	printf("soak.c:%d: %s gives %s (%d), not %d\n", line, what,
	       wio_strerror_name(value), value, expected);
	fflush(stdout);
	exit(1);
}

static unsigned long long rounds;
static int given; /* arguments that have not come back */
static wio_contextvar *var;

static void give_back(void *unused)
{
	(void)unused;
	given--;
}

static const int kinds[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

/* Every second task shares its stack. */
static wio_task_options counted(int n)
{
	given++;
	return (wio_task_options){.arg_free = give_back, .shared_stack = n % 2};
}

static int deferred(void *unused)
{
	(void)unused;
	return wio_yield();
}

static int goes_on_failing(void)
{
	for (int i = 0; i < 20; i++) {
		wio_raise(FAILURE, "failure %d", i);
		int r = wio_yield();
		if (r < 0)
			return r;
	}
	return 0;
}

static int in_context(void *unused)
{
	(void)unused;
	wio_token *mark;
	EXPECT(wio_contextvar_set(var, &given, &mark), 0);
	int r = wio_yield();
	EXPECT(wio_contextvar_reset(var, mark), 0);
	wio_token_release(mark);
	return r;
}

static int has_context(void)
{
	wio_context *context;
	EXPECT(wio_context_copy(&context, NULL), 0);
	int r = wio_context_run(context, in_context, NULL);
	wio_context_release(context);
	return r;
}

/* Each sort ends in another way. */
static int task(void *kind)
{
	int r = wio_defer(deferred, NULL);
	if (r < 0)
		return r;
	switch (*(const int *)kind) {
	case 0:
		return wio_sleep(WIO_MS(1));
	case 1:
		return wio_yield();
	case 2:
		r = wio_sleep(WIO_S(1000));
		return r == WIO_ECANCELED && wio_sleep(WIO_MS(1)) < 0 ? FAILURE : r;
	case 3:
		return goes_on_failing();
	case 4:
		return has_context();
	case 5:
		wio_task_cancel(wio_current_task(), "by itself");
		return wio_yield();
	default:
		return wio_sleep(WIO_S(1000));
	}
}

static int callback(void *count)
{
	++*(int *)count;
	return 0;
}

static int future_done(wio_future *future, void *count)
{
	(void)future;
	return callback(count);
}

/* ---- what a run does ---- */

static int fails(void *unused)
{
	(void)unused;
	int r = wio_yield();
	return r < 0 ? r : wio_raise(FAILURE, "on purpose");
}

static void use_group(int failing)
{
	wio_group *group;
	EXPECT(wio_group_open(&group), 0);
	for (int i = 0; i < 10; i++) {
		/* Those that wait for ever only where one fails. */
		const wio_task_options options = counted(i);
		const int kind = failing ? i : i % 2;
		EXPECT(wio_group_create_task(group, NULL, task,
		                             (void *)(size_t)&kinds[kind], &options),
		       0);
	}
	if (failing)
		EXPECT(wio_group_create_task(group, NULL, fails, NULL, NULL), 0);
	EXPECT(wio_group_close(group, 0), failing ? WIO_EGROUP : 0);
}

static void use_timeout(void)
{
	wio_timeout *timeout;
	EXPECT(wio_timeout_open(&timeout, WIO_MS(1)), 0);
	int r = wio_sleep(WIO_S(1000));
	EXPECT(wio_timeout_close(timeout, r), WIO_ETIMEDOUT);
}

static void use_tasks(void)
{
	enum { N = 20 };
	wio_task *tasks[N];
	for (int i = 0; i < N; i++) {
		const wio_task_options options = counted(i);
		EXPECT(wio_create_task(&tasks[i], task, (void *)(size_t)&kinds[6],
		                       &options),
		       0);
		/* Some before their first step. */
		if (i % 3 == 0)
			wio_task_cancel(tasks[i], "too early");
	}
	EXPECT(wio_yield(), 0);
	for (int i = 0; i < N; i++) {
		int result = 0;
		wio_task_cancel(tasks[i], NULL);
		EXPECT(wio_await(tasks[i], &result), 0);
		EXPECT(result, WIO_ECANCELED);
		wio_task_release(tasks[i]);
	}
}

static void use_callbacks(void)
{
	static int count;
	wio_loop *loop = wio_get_running_loop();
	const wio_call_options options = {.arg_free = give_back};
	wio_handle *handle;
	wio_future *future;
	uint64_t ticket;
	count = 0;
	given += 6;
	EXPECT(wio_loop_call_soon(loop, callback, &count, &options, NULL), 0);
	EXPECT(wio_loop_call_later(loop, WIO_MS(1), callback, &count, &options, NULL),
	       0);
	EXPECT(wio_loop_call_later(loop, WIO_S(1000), callback, &count, &options,
	                           &handle),
	       0);
	wio_handle_cancel(handle);
	wio_handle_release(handle);
	for (int i = 0; i < 2; i++)
		EXPECT(wio_loop_call_soon_threadsafe(loop, callback, &count, &options),
		       0);
	EXPECT(wio_future_new(&future, NULL), 0);
	EXPECT(wio_future_add_done_callback(future, future_done, &count, &options),
	       0);
	EXPECT(wio_future_ticket(future, &ticket), 0);
	EXPECT(wio_ticket_complete(ticket, 5), 0);
	EXPECT(wio_await(future, NULL), 5);
	wio_future_release(future);
	EXPECT(wio_sleep(WIO_MS(2)), 0);
	EXPECT(count, 5);
}

/* Left for the close. */
static void leave_tasks(void)
{
	for (int i = 0; i < 10; i++) {
		const wio_task_options options = counted(i);
		EXPECT(wio_create_task(NULL, task, (void *)(size_t)&kinds[2], &options),
		       0);
	}
}

static int app(void *how)
{
	use_group(0);
	use_group(1);
	use_timeout();
	use_tasks();
	use_callbacks();
	if (how)
		leave_tasks();
	wio_interrupt(NULL);
	int r = wio_sleep(WIO_S(1000));
	EXPECT(r, WIO_ECANCELED);
	return r;
}

/* ---- rounds ---- */

static int64_t now(void)
{
	wio_loop *loop;
	EXPECT(wio_loop_new(&loop), 0);
	int64_t time = wio_loop_time(loop);
	wio_loop_close(loop);
	wio_loop_release(loop);
	return time;
}

static void one_round(wio_runner *lasting)
{
	static int leaves;
	wio_runner *runner;
	const wio_runner_options options = {.strict = rounds % 2};
	EXPECT(wio_runner_run(lasting, app, NULL, NULL), WIO_EINTERRUPTED);
	EXPECT(wio_runner_new(&runner, &options), 0);
	EXPECT(wio_runner_run(runner, app, &leaves, NULL), WIO_EINTERRUPTED);
	EXPECT(wio_runner_close(runner), 0);
	wio_runner_free(runner);
	EXPECT(given, 0);
	rounds++;
}

int main(int argc, char **argv)
{
	const int64_t length = WIO_S(argc > 1 ? atoi(argv[1]) : 10);
	const int64_t end = now() + length;
	int64_t next = 0;
	wio_runner *lasting;
	EXPECT(wio_contextvar_new(&var, "var", NULL), 0);
	EXPECT(wio_runner_new(&lasting, NULL), 0);
	for (int64_t time; (time = now()) < end;) {
		one_round(lasting);
		if (time < next)
			continue;
		next = time + WIO_S(1);
		printf("rounds %llu linear %zu used %zu\n", rounds, memory_linear(),
		       memory_used);
		fflush(stdout);
	}
	EXPECT(wio_runner_close(lasting), 0);
	wio_runner_free(lasting);
	wio_contextvar_release(var);
	return 0;
}
