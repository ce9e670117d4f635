// SPDX-License-Identifier: MIT
/* Scopes that are closed twice, out of order, or by another task. */
#undef NDEBUG /* as in a build for debugging: a scope knows its place */
#include <stdio.h>

#include "input.h"
#include "core/sanitizer.h"

/* Once in debug mode, once without: there AddressSanitizer would end it. */
static void run_both(wio_fn *fn)
{
	const wio_runner_options debug = {.debug = WIO_ON};
	wio_runner *runner;
	GIVES(wio_runner_new(&runner, &debug), 0);
	GIVES(wio_runner_run(runner, fn, NULL, NULL), 0);
	GIVES(wio_runner_close(runner), 0);
	wio_runner_free(runner);
#ifndef WIO__ASAN
	GIVES(input_run(fn), 0);
#endif
}

static int closes_twice(void *unused)
{
	(void)unused;
	wio_timeout *timeout;
	wio_group *group;
	GIVES(wio_timeout_open(&timeout, WIO_S(9)), 0);
	GIVES(wio_timeout_close(timeout, 5), 5);
	REFUSED(wio_timeout_close(timeout, 5), WIO_EINVAL,
	        "wio_timeout_close: not a timeout any more: it was closed before");
	REFUSED(wio_timeout_reschedule(timeout, 1), WIO_EINVAL,
	        "wio_timeout_reschedule: not a timeout");
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_close(group, 6), 6);
	REFUSED(wio_group_close(group, 6), WIO_EINVAL,
	        "wio_group_close: not a group any more: it was closed before");
	REFUSED(
	    wio_group_create_task(group, NULL, input_nothing, NULL, &input_task),
	    WIO_EINVAL, "wio_group_create_task: not a group");
	GIVES(input_freed(), 1);
	wio_shield_scope *shield;
	GIVES(wio_shield_open(&shield), 0);
	GIVES(wio_shield_close(shield, 7), 7);
	REFUSED(wio_shield_close(shield, 7), WIO_EINVAL,
	        "wio_shield_close: not a shield any more: it was closed before");
	wio_signals *signals;
	GIVES(wio_signals_open(&signals, WIO_SIGNAL_INTERRUPT), 0);
	wio_signals_close(signals);
	REFUSED(wio_signals_next(signals), WIO_EINVAL,
	        "not a stream of signals any more: it was closed before");
	wio_signals_close(signals); /* said in the log */
	/* The places are free for the next, and nothing hangs. */
	for (int i = 0; i < 3; i++) {
		GIVES(wio_timeout_open(&timeout, WIO_S(9)), 0);
		GIVES(wio_group_open(&group), 0);
		GIVES(wio_group_create_task(group, NULL, input_nothing, NULL, NULL),
		      0);
		GIVES(wio_group_close(group, 0), 0);
		GIVES(wio_timeout_close(timeout, 0), 0);
	}
	return wio_yield();
}

CASE(scopes_closed_twice)
{
	run_both(closes_twice);
}

/* The first is not enough. */
static int takes_two_cancels(void *unused)
{
	(void)unused;
	int r = wio_sleep(WIO_FOREVER);
	return r == WIO_ECANCELED ? wio_sleep(WIO_FOREVER) : r;
}

static int closes_what_it_was_torn_from(void *unused)
{
	(void)unused;
	wio_group *group;
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_create_task(group, NULL, takes_two_cancels, NULL, NULL),
	      0);
	GIVES(wio_group_close(group, 0), WIO_EINTERRUPTED);
	/* Its task has it still. */
	const char *text = "not a group any more: it was closed before";
	REFUSED(wio_group_close(group, 0), WIO_EINVAL, text);
	REFUSED(wio_group_cancel(group), WIO_EINVAL, text);
	REFUSED(wio_group_create_task(group, NULL, input_nothing, NULL, NULL),
	        WIO_EINVAL, text);
	return 0;
}

static int tears_one_off(void *unused)
{
	(void)unused;
	wio_task *task;
	GIVES(wio_create_task(&task, closes_what_it_was_torn_from, NULL, NULL), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_task_stop(task, 0), 1);
	GIVES(wio_task_result(task), 0);
	wio_task_release(task);
	return 0;
}

CASE(group_closed_again_after_it_was_left)
{
	run_both(tears_one_off);
}

static int closes_outer_first(void *unused)
{
	(void)unused;
	wio_timeout *outer, *inner;
	wio_group *group;
	GIVES(wio_task_set_name(wio_current_task(), "muddled"), 0);
	GIVES(wio_timeout_open(&outer, WIO_S(9)), 0);
	const int line = __LINE__ + 1;
	GIVES(wio_timeout_open_at(&inner, WIO_FOREVER), 0);
	char text[160];
	snprintf(text, sizeof text,
	         "wio_timeout_close: a timeout that task 'muddled' opened later is "
	         "still open (misuse.c:%d)",
	         line);
	REFUSED(wio_timeout_close(outer, 3), WIO_ESTATE, text);
	GIVES(wio_timeout_close(inner, 0), 0);
	GIVES(wio_group_open_with(&group, &(wio_group_options){.shared_stack = false}),
	      0);
	REFUSED(wio_timeout_close(outer, 3), WIO_ESTATE,
	        "wio_timeout_close: a group that task 'muddled' opened later is "
	        "still open (misuse.c:");
	GIVES(wio_timeout_open(&inner, WIO_S(9)), 0);
	REFUSED(wio_group_close(group, 0), WIO_ESTATE,
	        "wio_group_close: a timeout that task 'muddled' opened later is "
	        "still open (misuse.c:");
	GIVES(wio_timeout_close(inner, 0), 0);
	/* A deferred call is for the task's end, and no scope. */
	CHECK(wio_defer(input_nothing, NULL) >= 0);
	GIVES(wio_group_close(group, 4), 4);
	GIVES(wio_timeout_close(outer, 3), 3);
	return 0;
}

CASE(scopes_closed_out_of_order)
{
	run_both(closes_outer_first);
}

static wio_timeout *timeout_of_main;
static wio_group *group_of_main;

static int closes_for_others(void *unused)
{
	(void)unused;
	REFUSED(wio_timeout_close(timeout_of_main, 0), WIO_ESTATE,
	        "wio_timeout_close: the timeout is for task 'opener' to close, which "
	        "opened it (misuse.c:");
	REFUSED(wio_group_close(group_of_main, 0), WIO_ESTATE,
	        "wio_group_close: the group is for task 'opener' to close");
	/* These are not its opener's alone. */
	GIVES(wio_timeout_reschedule(timeout_of_main, WIO_FOREVER), 0);
	GIVES(wio_group_create_task(group_of_main, NULL, input_nothing, NULL, NULL),
	      0);
	return 0;
}

static int opens_for_others(void *unused)
{
	(void)unused;
	wio_task *task;
	GIVES(wio_task_set_name(wio_current_task(), "opener"), 0);
	GIVES(wio_timeout_open(&timeout_of_main, WIO_S(9)), 0);
	GIVES(wio_group_open(&group_of_main), 0);
	GIVES(wio_create_task(&task, closes_for_others, NULL, NULL), 0);
	GIVES(wio_await(task, NULL), 0);
	wio_task_release(task);
	GIVES(wio_loop_call_soon(wio_get_running_loop(), closes_for_others, NULL,
	                         NULL, NULL),
	      0);
	GIVES(wio_yield(), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_group_close(group_of_main, 0), 0);
	return wio_timeout_close(timeout_of_main, 0);
}

CASE(scopes_closed_by_others)
{
	run_both(opens_for_others);
}

static wio_shield_scope *shield_of_main;

static int closes_shield_of_main(void *unused)
{
	(void)unused;
	REFUSED(wio_shield_close(shield_of_main, 0), WIO_ESTATE,
	        "wio_shield_close: the shield is for task 'opener' to close, which "
	        "opened it (misuse.c:");
	return 0;
}

/* A shield between others, and of another task. */
static int muddles_shields(void *unused)
{
	(void)unused;
	wio_timeout *outer, *inner;
	wio_task *task;
	GIVES(wio_task_set_name(wio_current_task(), "opener"), 0);
	GIVES(wio_timeout_open(&outer, WIO_S(9)), 0);
	GIVES(wio_shield_open(&shield_of_main), 0);
	REFUSED(wio_timeout_close(outer, 3), WIO_ESTATE,
	        "wio_timeout_close: a shield that task 'opener' opened later is still "
	        "open (misuse.c:");
	GIVES(wio_timeout_open(&inner, WIO_S(9)), 0);
	REFUSED(wio_shield_close(shield_of_main, 0), WIO_ESTATE,
	        "wio_shield_close: a timeout that task 'opener' opened later is still "
	        "open (misuse.c:");
	GIVES(wio_timeout_close(inner, 0), 0);
	GIVES(wio_create_task(&task, closes_shield_of_main, NULL, NULL), 0);
	GIVES(wio_await(task, NULL), 0);
	wio_task_release(task);
	GIVES(wio_shield_close(shield_of_main, 0), 0);
	return wio_timeout_close(outer, 0);
}

CASE(shields_among_others)
{
	run_both(muddles_shields);
}

static int closes_nothing(void *unused)
{
	(void)unused;
	REFUSED(wio_timeout_close(NULL, 0), WIO_EINVAL,
	        "wio_timeout_close: not a timeout, but NULL");
	REFUSED(wio_timeout_close((wio_timeout *)input_junk, 0), WIO_EINVAL,
	        "wio_timeout_close: not a timeout");
	REFUSED(wio_timeout_reschedule(NULL, 0), WIO_EINVAL, "not a timeout");
	REFUSED(wio_group_close(NULL, 0), WIO_EINVAL,
	        "wio_group_close: not a group, but NULL");
	REFUSED(wio_group_close((wio_group *)input_junk, 0), WIO_EINVAL,
	        "wio_group_close: not a group");
	REFUSED(wio_group_create_task(NULL, NULL, input_nothing, NULL, &input_task),
	        WIO_EINVAL, "not a group, but NULL");
	GIVES(input_freed(), 1);
	return 0;
}

CASE(scopes_that_are_none)
{
	closes_nothing(NULL);
	GIVES(input_run(closes_nothing), 0);
}

/* ---- marks ---- */

static int mark_of_another;

static int takes_back_late(void *unused)
{
	(void)unused;
	int first = wio_defer(input_nothing, NULL);
	GIVES(wio_undefer(first, false), 0);
	int second = wio_defer(input_nothing, NULL);
	CHECK(first >= 0 && second >= 0);
	REFUSED(wio_undefer(first, true), WIO_EINVAL,
	        "no deferred call of task 'late' has mark");
	REFUSED(wio_undefer(mark_of_another, true), WIO_EINVAL,
	        "no deferred call of task 'late' has mark");
	wio_timeout *timeout;
	GIVES(wio_timeout_open(&timeout, WIO_FOREVER), 0);
	REFUSED(wio_undefer(second, true), WIO_ESTATE,
	        "wio_undefer: a timeout opened since mark");
	GIVES(wio_timeout_close(timeout, 0), 0);
	return wio_undefer(second, true);
}

static int defers_for_others(void *unused)
{
	(void)unused;
	wio_task *task;
	mark_of_another = wio_defer(input_nothing, NULL);
	const wio_task_options late = {.name = "late"};
	GIVES(wio_create_task(&task, takes_back_late, NULL, &late), 0);
	GIVES(wio_await(task, NULL), 0);
	wio_task_release(task);
	return 0;
}

CASE(marks_of_what_is_over)
{
	run_both(defers_for_others);
}
