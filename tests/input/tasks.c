// SPDX-License-Identifier: MIT
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "input.h"

/* ---- making ---- */

static void refuses(wio_loop *loop, wio_fn *fn, const wio_task_options *options,
                    int code, const char *text)
{
	wio_task *task = (wio_task *)input_junk;
	REFUSED(wio_loop_create_task(loop, &task, fn, NULL, options), code, text);
	GIVES(input_freed(), 1);
	CHECK(task == NULL);
}

CASE(task_that_is_none)
{
	wio_loop *loop;
	GIVES(wio_loop_new(&loop), 0);
	refuses(NULL, input_nothing, &input_task, WIO_EINVAL, "not a loop");
	refuses(loop, NULL, &input_task, WIO_EINVAL, "fn is NULL");
	wio_task_options options = input_task;
	options.context = (wio_context *)input_junk;
	refuses(loop, input_nothing, &options, WIO_EINVAL, "not a context");
	options = input_task;
	options.arg_size = 4;
	refuses(loop, input_nothing, &options, WIO_EINVAL, "arg is NULL");
	options = input_task;
	options.stack_size = 100;
	refuses(loop, input_nothing, &options, WIO_ESTACK, "100 bytes is too small");
	options.stack_size = SIZE_MAX;
	GIVES(wio_loop_create_task(loop, NULL, input_nothing, NULL, &options), WIO_ENOMEM);
	GIVES(input_freed(), 1);
	STARVES(wio_loop_create_task(loop, NULL, input_nothing, NULL, &input_task));
	GIVES(input_freed(), 1);
	GIVES(wio_loop_close(loop), 0);
	refuses(loop, input_nothing, &input_task, WIO_ECLOSED, "the loop is closed");
	wio_loop_release(loop);
}

static int makes_none(void *unused)
{
	(void)unused;
	wio_task_options options = input_task;
	REFUSED(wio_create_task(NULL, NULL, NULL, &options), WIO_EINVAL,
	        "fn is NULL");
	STARVES(wio_create_task(NULL, input_nothing, NULL, &options));
	options.stack_size = 1;
	REFUSED(wio_create_task(NULL, input_nothing, NULL, &options), WIO_ESTACK,
	        "1 bytes is too small");
	GIVES(input_freed(), 3);
	return 0;
}

CASE(task_that_is_none_in_a_run)
{
	GIVES(input_run(makes_none), 0);
}

static int too_late(void *unused)
{
	(void)unused;
	GIVES(wio_sleep(WIO_S(1000)), WIO_ECLOSED);
	REFUSED(wio_create_task(NULL, input_nothing, NULL, &input_task), WIO_ECLOSED,
	        "the loop is closed");
	GIVES(input_freed(), 1);
	REFUSED(wio_yield(), WIO_ECLOSED, "nothing can wait any more");
	return 0;
}

static int leaves_one(void *unused)
{
	(void)unused;
	GIVES(wio_create_task(NULL, too_late, NULL, NULL), 0);
	return wio_yield();
}

static int expect_it(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)unused;
	CHECK(report->kind == WIO_REPORT_PENDING ||
	      report->kind == WIO_REPORT_UNCLOSED);
	return 0;
}

CASE(task_after_close)
{
	wio_runner *runner;
	wio_loop *loop;
	GIVES(wio_runner_new(&runner, NULL), 0);
	GIVES(wio_runner_get_loop(runner, &loop), 0);
	wio_loop_set_exception_handler(loop, expect_it, NULL);
	GIVES(wio_runner_run(runner, leaves_one, NULL, NULL), 0);
	wio_runner_free(runner);
}

CASE(task_without_a_loop)
{
	wio_task *task = (wio_task *)input_junk;
	REFUSED(wio_create_task(&task, input_nothing, NULL, &input_task),
	        WIO_ENOTRUNNING, "no loop is running");
	GIVES(input_freed(), 1);
	CHECK(task == NULL);
	REFUSED(wio_task_set_value(input_junk, input_free), WIO_ENOTRUNNING,
	        "not inside a task");
	GIVES(input_freed(), 0);
	CHECK(wio_current_task() == NULL && wio_get_running_loop() == NULL);
	CHECK(wio_all_tasks(NULL, NULL, 0) == 0);
}

static int names_itself(void *unused)
{
	(void)unused;
	wio_task *self = wio_current_task();
	GIVES(wio_task_set_name(self, "known"), 0);
	REFUSED(wio_task_set_name(self, NULL), WIO_EINVAL, "name is NULL");
	STARVES(wio_task_set_name(self, "other"));
	CHECK(strcmp(wio_task_name(self), "known") == 0);
	return 0;
}

CASE(task_without_a_name)
{
	GIVES(input_run(names_itself), 0);
}

/* ---- waiting ---- */

static int waits_for_itself(void *unused)
{
	(void)unused;
	int result = 5;
	REFUSED(wio_await_task(wio_current_task(), &result), WIO_EINVAL,
	        "cannot wait for itself");
	REFUSED(wio_await_future(wio_task_future(wio_current_task()), NULL),
	        WIO_EINVAL, "cannot wait for itself");
	REFUSED(wio_await_task(NULL, NULL), WIO_EINVAL,
	        "wio_await: not a future, but NULL");
	REFUSED(wio_await_future((wio_future *)input_junk, NULL), WIO_EINVAL,
	        "wio_await: not a future");
	return 0;
}

CASE(wait_for_what_never_ends)
{
	GIVES(input_run(waits_for_itself), 0);
}

static wio_loop *other;

static int waits_for_another_loop(void *unused)
{
	(void)unused;
	wio_future *future;
	wio_task *task;
	GIVES(wio_future_new(&future, other), 0);
	GIVES(wio_loop_create_task(other, &task, input_nothing, NULL, NULL), 0);
	REFUSED(wio_await_future(future, NULL), WIO_EOTHERLOOP,
	        "belongs to another loop");
	REFUSED(wio_await_task(task, NULL), WIO_EOTHERLOOP,
	        "belongs to another loop");
	wio_future_release(future);
	wio_task_release(task);
	return 0;
}

static int ends_cancelled(void *unused)
{
	(void)unused;
	wio_task *task;
	GIVES(wio_create_task(&task, input_nothing, NULL, NULL), 0);
	GIVES(wio_task_cancel(task, NULL), 1);
	int result;
	GIVES(wio_await_task(task, &result), 0);
	GIVES(result, WIO_ECANCELED);
	GIVES(wio_task_result(task), WIO_ECANCELED);
	GIVES(wio_task_exception(task), WIO_ECANCELED);
	GIVES(wio_await_task(task, NULL), WIO_ECANCELED);
	GIVES(wio_task_cancel(task, NULL), 0);
	wio_task_release(task);
	return 0;
}

CASE(task_that_was_cancelled)
{
	GIVES(input_run(ends_cancelled), 0);
}

static int silent(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)unused;
	/* The task that never ran. */
	GIVES(report->kind, WIO_REPORT_PENDING);
	return 0;
}

CASE(wait_for_another_loop)
{
	GIVES(wio_loop_new(&other), 0);
	wio_loop_set_exception_handler(other, silent, NULL);
	GIVES(input_run(waits_for_another_loop), 0);
	GIVES(wio_loop_close(other), 0);
	wio_loop_release(other);
}

static void cannot_wait(void)
{
	const char *text = "only a task can wait";
	wio_future *future = NULL;
	char byte;
	if (wio_get_running_loop())
		GIVES(wio_future_new(&future, NULL), 0);
	REFUSED(wio_sleep(WIO_MS(1)), WIO_ENOSUSPEND, text);
	REFUSED(wio_sleep(0), WIO_ENOSUSPEND, text);
	REFUSED(wio_yield(), WIO_ENOSUSPEND, text);
	REFUSED(wio_wait_fd(0, WIO_READABLE), WIO_ENOSUSPEND, text);
	REFUSED(wio_stdin_read(&byte, 1), WIO_ENOSUSPEND, text);
	if (future)
		REFUSED(wio_await(future, NULL), WIO_ENOSUSPEND, text);
	wio_future_release(future);
}

static int cannot_wait_here(void *unused)
{
	(void)unused;
	cannot_wait();
	return 0;
}

static int calls_back(void *unused)
{
	(void)unused;
	GIVES(wio_loop_call_soon(wio_get_running_loop(), cannot_wait_here, NULL, NULL,
	                         NULL),
	      0);
	GIVES(wio_yield(), 0);
	return wio_yield();
}

CASE(wait_outside_of_tasks)
{
	cannot_wait();
}

CASE(wait_in_a_callback)
{
	GIVES(input_run(calls_back), 0);
}

static int waits_for_bad_descriptors(void *unused)
{
	(void)unused;
	char byte;
	REFUSED(wio_wait_fd(-1, WIO_READABLE), WIO_EINVAL, "descriptor -1");
	REFUSED(wio_wait_fd(0, 0), WIO_EINVAL, "events 0");
	REFUSED(wio_wait_fd(0, 8), WIO_EINVAL, "events 8");
	REFUSED(wio_stdin_read(NULL, 1), WIO_EINVAL, "no buffer");
	REFUSED(wio_stdin_read(&byte, 0), WIO_EINVAL, "no buffer");
	STARVES(wio_wait_fd(0, WIO_READABLE));
	/* None that is open: the host's own error, or none of the host's. */
	int r = wio_wait_fd(900, WIO_READABLE);
	CHECK(r == -EBADF || r == WIO_ENOTSUP);
	CHECK(strstr(wio_error_message(wio_last_error()), "descriptor 900"));
	return 0;
}

CASE(wait_for_bad_descriptors)
{
	GIVES(input_run(waits_for_bad_descriptors), 0);
}

static int starves(void *unused)
{
	(void)unused;
	/* Not enough memory to wait: not waited. */
	wio_task *tasks[40];
	for (int i = 0; i < 40; i++)
		GIVES(wio_create_task(&tasks[i], input_nothing, NULL, NULL), 0);
	input_starve(true);
	int r = wio_sleep(WIO_MS(1));
	input_starve(false);
	CHECK(r == WIO_ENOMEM || r == 0);
	for (int i = 0; i < 40; i++) {
		GIVES(wio_await(tasks[i], NULL), 0);
		wio_task_release(tasks[i]);
	}
	return wio_sleep(WIO_MS(1));
}

CASE(wait_without_memory)
{
	GIVES(input_run(starves), 0);
}

/* ---- its ends ---- */

static int raises_a_bad_code(void *unused)
{
	(void)unused;
	REFUSED(wio_raise(3, "text"), WIO_EINVAL, "3 is not negative");
	REFUSED(wio_raise_from(0, NULL, "text"), WIO_EINVAL, "0 is not negative");
	return 0;
}

CASE(raise_what_is_no_error)
{
	raises_a_bad_code(NULL);
	GIVES(input_run(raises_a_bad_code), 0);
}

CASE(codes_that_are_not_ours_to_name)
{
	static const wio_error_entry bad[] = {{WIO_EUSER + 1, "X", "x"}};
	static const wio_error_entry good[] = {{WIO_EUSER - 5, "GOOD", "good"}};
	REFUSED(wio_register_errors(bad, 1), WIO_EINVAL, "not below -20000");
	REFUSED(wio_register_errors(NULL, 1), WIO_EINVAL, "table is NULL");
	GIVES(wio_register_errors(good, 1), 0);
	GIVES(wio_register_errors(good, 1), 0);
	CHECK(strcmp(wio_strerror_name(WIO_EUSER - 5), "GOOD") == 0);
	CHECK(strcmp(wio_strerror(WIO_EUSER - 5), "good") == 0);
	CHECK(strcmp(wio_strerror(-99999), "unknown error") == 0);
	CHECK(strcmp(wio_strerror(12), "no error") == 0);
	CHECK(strcmp(wio_strerror(0), "no error") == 0);
	/* By their numbers, several at a time. */
	const char *names[] = {wio_strerror_name(-20003), wio_strerror_name(-2000000000),
	                       wio_strerror_name(12), wio_strerror_name(-28)};
	CHECK(strcmp(names[0], "error -20003") == 0);
	CHECK(strcmp(names[1], "error -2000000000") == 0);
	CHECK(strcmp(names[2], "result 12") == 0);
	CHECK(strcmp(names[3], "errno 28") == 0);
	CHECK(strcmp(wio_strerror_name(WIO_ECANCELED), "WIO_ECANCELED") == 0);
	static const wio_error_entry many[100];
	for (size_t i = 0; i < 99; i++)
		wio_register_errors(&many[i], 0);
	REFUSED(wio_register_errors(&many[99], 0), WIO_ENOMEM,
	        "no room for more tables");
}

static int interrupts_itself(void *unused)
{
	(void)unused;
	GIVES(wio_interrupt(NULL), 1);
	GIVES(wio_check_interrupt(), 0);
	GIVES(wio_interrupt(NULL), 2);
	REFUSED(wio_check_interrupt(), WIO_EINTERRUPTED, "interrupted");
	GIVES(wio_check_interrupt(), 0);
	REFUSED(wio_exit(3), WIO_EEXIT, "3");
	GIVES(wio_error_status(wio_last_error()), 3);
	return 0;
}

CASE(interrupts_of_itself)
{
	/* It never waited for the first one. */
	GIVES(input_run(interrupts_itself), WIO_EINTERRUPTED);
}

static int exit_with(void *status)
{
	return wio_exit(*(int *)status);
}

static int result_of(void *status)
{
	return *(int *)status;
}

CASE(statuses_out_of_range)
{
	GIVES(wio_run(exit_with, &(int){3}), 3);
	GIVES(wio_run(exit_with, &(int){126}), 125);
	GIVES(wio_run(exit_with, &(int){100000}), 125);
	GIVES(wio_run(exit_with, &(int){0}), 0);
	GIVES(wio_run(exit_with, &(int){-1}), 125);
	GIVES(wio_run(exit_with, &(int){INT_MIN}), 125);
	GIVES(wio_run(result_of, &(int){125}), 125);
	GIVES(wio_run(result_of, &(int){300}), 125);
}
