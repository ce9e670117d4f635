// SPDX-License-Identifier: MIT
#include <string.h>

#include "input.h"
#include "core/loop.h"
#include "wasyncio.h"

CASE(scopes_outside_of_tasks)
{
	wio_group *group = (wio_group *)input_junk;
	wio_timeout *timeout = (wio_timeout *)input_junk;
	REFUSED(wio_group_open(&group), WIO_ENOTRUNNING, "not inside a task");
	REFUSED(wio_timeout_open(&timeout, WIO_MS(1)), WIO_ENOTRUNNING,
	        "not inside a task");
	REFUSED(wio_timeout_open_at(&timeout, 1), WIO_ENOTRUNNING,
	        "not inside a task");
	REFUSED(wio_defer(input_nothing, NULL), WIO_ENOTRUNNING,
	        "not inside a task");
	REFUSED(wio_undefer(0, true), WIO_ENOTRUNNING, "not inside a task");
	REFUSED(wio_protect(input_nothing, NULL), WIO_ENOTRUNNING,
	        "not inside a task");
	REFUSED(wio_throw(WIO_EUSER), WIO_ENOTRUNNING, "not inside a task");
	CHECK(group == NULL && timeout == NULL);
}

static int starves(void *unused)
{
	(void)unused;
	wio_group *group;
	wio_timeout *timeout;
	STARVES(wio_group_open(&group));
	STARVES(wio_timeout_open(&timeout, WIO_MS(1)));
	STARVES(wio_timeout_open_at(&timeout, 1));
	STARVES(wio_defer(input_nothing, NULL));
	GIVES(wio_group_open(&group), 0);
	STARVES(
	    wio_group_create_task(group, NULL, input_nothing, NULL, &input_task));
	GIVES(input_freed(), 1);
	return wio_group_close(group, 0);
}

CASE(scopes_without_memory)
{
	GIVES(input_run(starves), 0);
}

/* ---- groups ---- */

static int fails(void *unused)
{
	(void)unused;
	return WIO_EUSER;
}

static int adds_too_late(void *unused)
{
	(void)unused;
	wio_group *group;
	wio_task *task = (wio_task *)input_junk;
	GIVES(wio_group_open(&group), 0);
	REFUSED(wio_group_create_task(group, &task, NULL, NULL, &input_task),
	        WIO_EINVAL, "fn is NULL");
	GIVES(input_freed(), 1);
	GIVES(wio_group_create_task(group, NULL, fails, NULL, NULL), 0);
	GIVES(wio_sleep(WIO_S(1000)), WIO_ECANCELED);
	REFUSED(wio_group_create_task(group, &task, input_nothing, NULL,
	                              &input_task),
	        WIO_ESTATE, "shutting down");
	GIVES(input_freed(), 1);
	CHECK(task == NULL);
	GIVES(wio_group_close(group, WIO_ECANCELED), WIO_EGROUP);
	CHECK(wio_error_count(wio_last_error()) == 1);
	return 0;
}

CASE(group_that_is_shutting_down)
{
	GIVES(input_run(adds_too_late), 0);
}

static int ends_it(void *code)
{
	return *(int *)code == WIO_EEXIT ? wio_exit(4) : *(int *)code;
}

static int leaves_at_once(void *unused)
{
	static int codes[] = {WIO_EINTERRUPTED, WIO_EEXIT};
	(void)unused;
	for (int i = 0; i < 2; i++) {
		wio_group *group;
		GIVES(wio_group_open(&group), 0);
		/* Bare, not as a member. */
		GIVES(wio_group_close(group, ends_it(&codes[i])), codes[i]);
	}
	wio_group *group;
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_create_task(group, NULL, input_nothing, NULL, NULL), 0);
	GIVES(wio_task_cancel(wio_current_task(), NULL), 1);
	GIVES(wio_group_close(group, 0), WIO_ECANCELED);
	GIVES(wio_task_uncancel(wio_current_task()), 0);
	return 0;
}

CASE(group_that_is_left_at_once)
{
	GIVES(input_run(leaves_at_once), 0);
}

static int closes(wio_loop *loop, const wio_report *report, void *group)
{
	(void)loop;
	(void)report;
	REFUSED(wio_group_close(group, 0), WIO_ENOSUSPEND, "frame of the host");
	return 0;
}

static int naps(void *done)
{
	int r = wio_sleep(WIO_MS(1));
	*(bool *)done = true;
	return r;
}

/* Then it is open still, and its tasks are waited for later. */
static int closes_where_nothing_waits(void *unused)
{
	(void)unused;
	wio_group *group;
	wio_loop *loop = wio_get_running_loop();
	static bool done;
	done = false;
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_create_task(group, NULL, naps, &done, NULL), 0);
	GIVES(wio_loop_set_exception_handler(loop, closes, group), 0);
	wio_loop_call_exception_handler(loop, &(wio_report){.kind = WIO_REPORT_USER});
	GIVES(wio_loop_set_exception_handler(loop, NULL, NULL), 0);
	CHECK(!done);
	GIVES(wio_group_close(group, 3), 3);
	CHECK(done);
	return 0;
}

CASE(group_that_cannot_wait)
{
	GIVES(input_run(closes_where_nothing_waits), 0);
}

static int is_open_for_ever(void *unused)
{
	(void)unused;
	wio_group *group;
	static bool done;
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_create_task(group, NULL, naps, &done, NULL), 0);
	GIVES(wio_group_close(group, 0), WIO_ECLOSED);
	return 0;
}

CASE(group_of_a_loop_that_is_closed)
{
	wio_loop *loop;
	wio_task *task;
	GIVES(wio_loop_new(&loop), 0);
	GIVES(wio_loop_create_task(loop, &task, is_open_for_ever, NULL, NULL), 0);
	wio_loop_stop(loop);
	GIVES(wio_loop_run_forever(loop), 0);
	GIVES(wio_loop_close(loop), 0);
	wio_task_release(task);
	wio_loop_release(loop);
}

/* ---- cancelled as a whole ---- */

static int sleeps(void *unused)
{
	(void)unused;
	return wio_sleep(WIO_S(1000));
}

static int cancels(void *group)
{
	GIVES(wio_group_cancel(group), 1);
	GIVES(wio_group_cancel(group), 0);
	return 0;
}

static int is_cancelled(void *unused)
{
	(void)unused;
	wio_task *self = wio_current_task(), *task;
	wio_group *group;
	/* From inside, before its body waits. */
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_create_task(group, &task, sleeps, NULL, NULL), 0);
	GIVES(wio_group_cancel(group), 1);
	REFUSED(wio_group_create_task(group, NULL, sleeps, NULL, NULL), WIO_ESTATE,
	        "shutting down");
	GIVES(wio_sleep(WIO_S(1000)), WIO_ECANCELED);
	GIVES(wio_group_close(group, WIO_ECANCELED), 0);
	CHECK(wio_task_cancelled(task));
	wio_task_release(task);
	GIVES(wio_task_cancelling(self), 0);
	/* With nothing in it: the next wait is not cancelled. */
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_cancel(group), 1);
	GIVES(wio_group_close(group, 7), 7);
	GIVES(wio_yield(), 0);
	/* By another task, while it is left. */
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_create_task(group, NULL, sleeps, NULL, NULL), 0);
	GIVES(wio_create_task(NULL, cancels, group, NULL), 0);
	GIVES(wio_group_close(group, 0), 0);
	/* With a cancel from outside, which is not lost. */
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_cancel(group), 1);
	GIVES(wio_task_cancel(self, "outside"), 1);
	GIVES(wio_group_close(group, wio_yield()), WIO_ECANCELED);
	GIVES(wio_task_uncancel(self), 0);
	/* What fails in its cleanup is told. */
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_create_task(group, NULL, fails, NULL, NULL), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_group_cancel(group), 1);
	GIVES(wio_group_close(group, wio_yield()), WIO_EGROUP);
	return 0;
}

static int cleans_up_for_long(void *unused)
{
	(void)unused;
	int r = wio_sleep(WIO_FOREVER);
	GIVES(wio_sleep(WIO_S(9)), 0);
	return r;
}

static wio_group *open_group(void)
{
	wio_group *group;
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_create_task(group, NULL, cleans_up_for_long, NULL, NULL), 0);
	GIVES(wio_yield(), 0);
	return group;
}

/* A timeout, or a cancel, that comes while a group that was cancelled still waits, is
 * not lost.  body: what was done in it before the group is left. */
static int late_timeout(int (*body)(wio_group *group))
{
	wio_timeout *timeout;
	GIVES(wio_timeout_open(&timeout, WIO_S(1)), 0);
	wio_group *group = open_group();
	int r = wio_group_close(group, body(group));
	GIVES(wio_task_cancelling(wio_current_task()), 1);
	return wio_timeout_close(timeout, r);
}

static int ends_at_once(wio_group *group)
{
	GIVES(wio_group_cancel(group), 1);
	return 0;
}

static int ends_in_a_wait(wio_group *group)
{
	GIVES(wio_group_cancel(group), 1);
	return wio_yield();
}

static int ends_by_another(wio_group *group)
{
	GIVES(wio_create_task(NULL, cancels, group, NULL), 0);
	return 0;
}

static int fails_in_it(wio_group *group)
{
	GIVES(wio_group_cancel(group), 1);
	return WIO_EUSER;
}

static int is_late(void *unused)
{
	(void)unused;
	GIVES(late_timeout(ends_at_once), WIO_ETIMEDOUT);
	GIVES(late_timeout(ends_in_a_wait), WIO_ETIMEDOUT);
	GIVES(late_timeout(ends_by_another), WIO_ETIMEDOUT);
	CHECK(input_now() == 27);
	/* The error goes first, and the cancel is said again. */
	GIVES(late_timeout(fails_in_it), WIO_EGROUP);
	GIVES(wio_yield(), 0); /* the timeout took its own back */
	return 0;
}

static int is_cancelled_late(void *unused)
{
	(void)unused;
	wio_group *group = open_group();
	GIVES(wio_group_cancel(group), 1);
	GIVES(wio_group_close(group, 0), WIO_ECANCELED);
	CHECK(strcmp(wio_error_message(wio_last_error()), "late") == 0);
	return WIO_ECANCELED;
}

static int cancels_late(void *unused)
{
	(void)unused;
	wio_task *task;
	GIVES(wio_create_task(&task, is_cancelled_late, NULL, NULL), 0);
	GIVES(wio_sleep(WIO_S(1)), 0);
	GIVES(wio_task_cancel(task, "late"), 1);
	GIVES(wio_await(task, NULL), WIO_ECANCELED);
	wio_task_release(task);
	return 0;
}

CASE(timeouts_after_a_group_is_cancelled)
{
	GIVES(input_run_virtually(is_late), 0);
	GIVES(input_run_virtually(cancels_late), 0);
}

CASE(group_that_is_cancelled)
{
	GIVES(input_run(is_cancelled), 0);
	REFUSED(wio_group_cancel(NULL), WIO_EINVAL, "not a group, but NULL");
}

/* ---- left open ---- */

static char order[64];

static void note(const char *what)
{
	strcat(order, what);
}

static int child(void *unused)
{
	(void)unused;
	note(" begun");
	int r = wio_sleep(WIO_S(1000));
	note(r == WIO_ECANCELED ? " cancelled" : " ended");
	return r;
}

static int deferred(void *text)
{
	note(text);
	return 0;
}

static int leaves_open(void *unused)
{
	(void)unused;
	wio_group *group;
	wio_timeout *timeout;
	CHECK(wio_defer(deferred, " last") >= 0);
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_timeout_open(&timeout, WIO_S(2000)), 0);
	GIVES(wio_group_create_task(group, NULL, child, NULL, NULL), 0);
	wio_defer(deferred, " first");
	GIVES(wio_yield(), 0);
	note(" left");
	return WIO_EUSER - 1;
}

CASE(scopes_left_open)
{
	order[0] = '\0';
	/* The group turns the task's own error into a member. */
	GIVES(input_run(leaves_open), WIO_EGROUP);
	CHECK(strcmp(order, " begun left first cancelled last") == 0);
}

static int leaves_open_well(void *unused)
{
	(void)unused;
	wio_group *group;
	wio_timeout *timeout;
	GIVES(wio_timeout_open(&timeout, WIO_S(2000)), 0);
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_create_task(group, NULL, input_nothing, NULL, NULL), 0);
	return 9;
}

CASE(scopes_left_open_by_a_good_end)
{
	GIVES(input_run(leaves_open_well), 9);
}

/* ---- timeouts ---- */

static int moves_too_late(void *unused)
{
	(void)unused;
	wio_timeout *timeout;
	GIVES(wio_timeout_open(&timeout, 0), 0);
	int r = wio_sleep(WIO_S(1000));
	GIVES(r, WIO_ECANCELED);
	CHECK(wio_timeout_expired(timeout));
	REFUSED(wio_timeout_reschedule(timeout, WIO_FOREVER), WIO_ESTATE,
	        "expired timeout cannot be moved");
	REFUSED(wio_timeout_close(timeout, r), WIO_ETIMEDOUT, "timed out");
	return 0;
}

CASE(timeout_moved_too_late)
{
	GIVES(input_run(moves_too_late), 0);
}

static int has_no_room(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_timeout *timeout;
	wio_handle *handles[64];
	size_t n = 0;
	GIVES(wio_timeout_open(&timeout, WIO_FOREVER), 0);
	do
		GIVES(wio_loop_call_later(loop, WIO_S(1000), input_nothing, NULL, NULL,
		                          &handles[n++]),
		      0);
	while (loop->timers.count < loop->timers.room);
	STARVES(wio_timeout_reschedule(timeout, wio_loop_time(loop) + WIO_S(1000)));
	CHECK(wio_timeout_when(timeout) == WIO_FOREVER);
	GIVES(wio_timeout_close(timeout, WIO_ECANCELED), WIO_ECANCELED);
	while (n > 0) {
		wio_handle_cancel(handles[--n]);
		wio_handle_release(handles[n]);
	}
	return 0;
}

CASE(timeout_moved_without_memory)
{
	GIVES(input_run(has_no_room), 0);
}

/* ---- deferred calls ---- */

static int defers_badly(void *unused)
{
	(void)unused;
	REFUSED(wio_defer(NULL, NULL), WIO_EINVAL, "fn is NULL");
	REFUSED(wio_undefer(0, true), WIO_EINVAL, "has mark 0");
	REFUSED(wio_undefer(-1, true), WIO_EINVAL, "has mark -1");
	int mark = wio_defer(input_nothing, NULL);
	CHECK(mark >= 0);
	REFUSED(wio_undefer(mark + 1, true), WIO_EINVAL, "no deferred call of task");
	GIVES(wio_undefer(mark, true), 0);
	REFUSED(wio_undefer(mark, true), WIO_EINVAL, "no deferred call of task");
	/* Over a scope that is open. */
	mark = wio_defer(input_nothing, NULL);
	wio_timeout *timeout;
	GIVES(wio_timeout_open(&timeout, WIO_FOREVER), 0);
	REFUSED(wio_undefer(mark, true), WIO_ESTATE, "a timeout opened since mark");
	GIVES(wio_timeout_close(timeout, 0), 0);
	GIVES(wio_undefer(mark, false), 0);
	/* What it calls may fail. */
	mark = wio_defer(fails, NULL);
	GIVES(wio_undefer(mark, true), WIO_EUSER);
	return 0;
}

CASE(deferred_calls_that_are_none)
{
	GIVES(input_run(defers_badly), 0);
}

/* ---- throws ---- */

static void throws_in_free(void *unused)
{
	(void)unused;
	REFUSED(wio_throw(WIO_EUSER), WIO_ESTATE, "must not be left");
}

static int throws_badly(void *unused)
{
	(void)unused;
	REFUSED(wio_protect(NULL, NULL), WIO_EINVAL, "fn is NULL");
	REFUSED(wio_throw(0), WIO_EINVAL, "code 0 is not negative");
	REFUSED(wio_throw(7), WIO_EINVAL, "code 7 is not negative");
	wio_task *task;
	const wio_task_options options = {.arg_free = throws_in_free};
	GIVES(wio_create_task(&task, NULL, NULL, &options), WIO_EINVAL);
	return 3;
}

static int throws_badly_below(void *unused)
{
	GIVES(wio_protect(throws_badly, unused), 3);
	return throws_badly(unused);
}

CASE(throws_that_are_none)
{
	GIVES(input_run(throws_badly_below), 3);
}
