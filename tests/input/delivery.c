// SPDX-License-Identifier: MIT
/* What a task is told once is told once; what ended is given back at once. */
#include "input.h"

/* ---- interrupts ---- */

static int interrupted_at_waits(void *unused)
{
	(void)unused;
	GIVES(wio_interrupt(NULL), 1);
	GIVES(wio_interrupt(NULL), 2);
	/* Who asks for the one does not lose the other. */
	GIVES(wio_task_cancelling(wio_current_task()), 1);
	/* The second raises at this wait, and only there. */
	REFUSED(wio_yield(), WIO_EINTERRUPTED, "interrupted");
	GIVES(wio_yield(), WIO_ECANCELED);
	GIVES(wio_yield(), 0);
	GIVES(wio_task_uncancel(wio_current_task()), 0);
	return 0;
}

CASE(interrupts_at_waits)
{
	GIVES(input_run(interrupted_at_waits), 0);
}

/* ---- cancels ---- */

static int swallows(void *unused)
{
	(void)unused;
	GIVES(wio_sleep(WIO_S(1000)), WIO_ECANCELED);
	return 5;
}

/* One that went to the task which is awaited has been delivered there. */
static int passes_on(void *unused)
{
	(void)unused;
	wio_task *task;
	GIVES(wio_create_task(&task, swallows, NULL, NULL), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_task_cancel(wio_current_task(), NULL), 1);
	GIVES(wio_await(task, NULL), 5);
	wio_task_release(task);
	GIVES(wio_yield(), 0);
	return 0;
}

CASE(cancels_that_are_passed_on)
{
	GIVES(input_run(passes_on), 0);
}

static int yields_once(void *unused)
{
	(void)unused;
	GIVES(wio_yield(), WIO_ECLOSED);
	return 7;
}

static int expect_pending(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)unused;
	CHECK(report->kind == WIO_REPORT_PENDING);
	return 0;
}

/* A close takes the place of a cancel that was not delivered yet. */
CASE(cancels_before_close)
{
	wio_loop *loop;
	wio_task *task;
	GIVES(wio_loop_new(&loop), 0);
	wio_loop_set_exception_handler(loop, expect_pending, NULL);
	GIVES(wio_loop_create_task(loop, &task, yields_once, NULL, NULL), 0);
	wio_loop_stop(loop);
	GIVES(wio_loop_run_forever(loop), 0);
	GIVES(wio_task_cancel(task, NULL), 1);
	GIVES(wio_loop_close(loop), 0);
	GIVES(wio_task_result(task), 7);
	wio_task_release(task);
	wio_loop_release(loop);
}

static int counts_refusals(void *count)
{
	int r = wio_yield();
	while (r == WIO_ECLOSED) {
		++*(int *)count;
		r = wio_yield();
	}
	return r;
}

/* The wait that the close ends, and 99 more; the next is the end. */
CASE(waits_after_close)
{
	int count = 0;
	wio_loop *loop;
	wio_task *task;
	GIVES(wio_loop_new(&loop), 0);
	wio_loop_set_exception_handler(loop, expect_pending, NULL);
	GIVES(wio_loop_create_task(loop, &task, counts_refusals, &count, NULL), 0);
	wio_loop_stop(loop);
	GIVES(wio_loop_run_forever(loop), 0);
	GIVES(wio_loop_close(loop), 0);
	GIVES(count, 100);
	GIVES(wio_task_exception(task), WIO_ECLOSED);
	wio_task_release(task);
	wio_loop_release(loop);
}

/* ---- errors ---- */

static int fails(void *unused)
{
	(void)unused;
	return wio_raise(WIO_EUSER, "one of many");
}

/* Each has its place, that of the body as well. */
static int has_many_errors(void *unused)
{
	(void)unused;
	enum { MANY = 8 };
	wio_group *group;
	GIVES(wio_group_open(&group), 0);
	for (int i = 0; i < MANY; i++)
		GIVES(wio_group_create_task(group, NULL, fails, NULL, NULL), 0);
	GIVES(wio_yield(), 0);
	wio_raise(WIO_EUSER - 1, "the body's");
	GIVES(wio_group_close(group, WIO_EUSER - 1), WIO_EGROUP);
	const wio_error *error = wio_last_error();
	CHECK(wio_error_count(error) == MANY + 1);
	for (int i = 0; i <= MANY; i++)
		GIVES(wio_error_code(wio_error_member(error, (size_t)i)),
		      i < MANY ? WIO_EUSER : WIO_EUSER - 1);
	return 0;
}

CASE(errors_of_a_whole_group)
{
	GIVES(input_run(has_many_errors), 0);
}

static int exits_with(void *status)
{
	return wio_exit(*(int *)status);
}

static int has_two_exits(void *seen)
{
	static int statuses[] = {3, 4};
	wio_group *group;
	GIVES(wio_group_open(&group), 0);
	for (int i = 0; i < 2; i++)
		GIVES(wio_group_create_task(group, NULL, exits_with, &statuses[i], NULL),
		      0);
	int r = wio_group_close(group, 0);
	*(int *)seen = wio_error_status(wio_last_error());
	return r;
}

static int expect_lost_error(wio_loop *loop, const wio_report *report,
                             void *unused)
{
	(void)loop;
	(void)unused;
	CHECK(report->kind == WIO_REPORT_NEVER_RETRIEVED);
	return 0;
}

/* Each ends a run; the group gives the first one on. */
CASE(exits_in_a_group)
{
	int seen = 0;
	wio_runner *runner;
	wio_loop *loop;
	GIVES(wio_runner_new(&runner, NULL), 0);
	GIVES(wio_runner_get_loop(runner, &loop), 0);
	wio_loop_set_exception_handler(loop, expect_lost_error, NULL);
	GIVES(wio_runner_run(runner, has_two_exits, &seen, NULL), WIO_EEXIT);
	for (int runs = 0; !seen && runs < 5; runs++)
		wio_runner_run(runner, input_nothing, NULL, NULL);
	GIVES(seen, 3);
	GIVES(wio_runner_close(runner), 0);
	wio_runner_free(runner);
}

/* A task that goes on failing does not keep them all. */
static int fails_for_days(void *unused)
{
	(void)unused;
	for (int i = 0; i < 1000; i++)
		wio_raise(WIO_EUSER, "error %d", i);
	int depth = 0;
	for (const wio_error *e = wio_last_error(); e; e = wio_error_context(e))
		depth++;
	CHECK(depth > 1 && depth < 20);
	return 0;
}

CASE(errors_over_errors)
{
	GIVES(input_run(fails_for_days), 0);
}

/* ---- results ---- */

static int gives_nine(void *unused)
{
	(void)unused;
	return 9;
}

/* What a deferred call returns counts only where it is an error. */
static int defers_nine(void *unused)
{
	(void)unused;
	CHECK(wio_defer(gives_nine, NULL) >= 0);
	int mark = wio_defer(gives_nine, NULL);
	GIVES(wio_undefer(mark, true), 0);
	return 3;
}

CASE(results_of_deferred_calls)
{
	GIVES(input_run(defers_nine), 3);
}

static int fails_inside(void *unused)
{
	(void)unused;
	wio_raise(WIO_EUSER - 2, "forgotten");
	return 0;
}

static int fails_and_defers(void *unused)
{
	(void)unused;
	CHECK(wio_defer(fails_inside, NULL) >= 0);
	return wio_raise(WIO_EUSER, "the one that counts");
}

CASE(errors_before_deferred_calls)
{
	wio_runner *runner;
	GIVES(wio_runner_new(&runner, NULL), 0);
	REFUSED(wio_runner_run(runner, fails_and_defers, NULL, NULL), WIO_EUSER,
	        "the one that counts");
	GIVES(wio_runner_close(runner), 0);
	wio_runner_free(runner);
}

/* ---- what wakes nothing any more ---- */

static int waits_in_vain(void)
{
	wio_future *future;
	GIVES(wio_future_new(&future, NULL), 0);
	int r = wio_await(future, NULL);
	wio_future_release(future);
	return r;
}

static int used_a_ticket(void *unused)
{
	(void)unused;
	uint64_t ticket;
	wio_future *future;
	GIVES(wio_future_new(&future, NULL), 0);
	GIVES(wio_future_ticket(future, &ticket), 0);
	GIVES(wio_ticket_complete(ticket, 1), 0);
	wio_future_release(future);
	return waits_in_vain();
}

static int used_a_descriptor(void *unused)
{
	(void)unused;
	const int standard_error = 2;
	int r = wio_wait_fd(standard_error, WIO_WRITABLE);
	CHECK(r == WIO_WRITABLE || r == WIO_ENOTSUP);
	return waits_in_vain();
}

CASE(what_was_used_up)
{
	if (input_in_page)
		return;
	GIVES(input_run(used_a_ticket), WIO_EDEADLK);
	GIVES(input_run(used_a_descriptor), WIO_EDEADLK);
}

/* ---- arguments ---- */

static int keeps_a_handle(void *unused)
{
	(void)unused;
	wio_task *task;
	GIVES(wio_create_task(&task, input_nothing, NULL, &input_task), 0);
	GIVES(input_freed(), 0);
	GIVES(wio_await(task, NULL), 0);
	GIVES(input_freed(), 1);
	wio_task_release(task);
	GIVES(input_freed(), 0);
	return 0;
}

CASE(arguments_of_tasks_that_ended)
{
	GIVES(input_run(keeps_a_handle), 0);
}
