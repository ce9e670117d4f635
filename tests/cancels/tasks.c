// SPDX-License-Identifier: MIT
/* A task that waits for another, for time, for those of its group, or in what it calls. */
#include "cancels.h"

static int awaits_task(void *task)
{
	return wio_await_task(task, NULL);
}

ROW(wio_await_task, ended)
{
	wio_task *inner = sleeper();
	GIVES(cancelled(waits(awaits_task, inner, "wio_await")), WIO_ECANCELED);
	CHECK(wio_task_cancelled(inner));
	wio_task_release(inner);
}

static int awaits_future(void *future)
{
	return wio_await_future(future, NULL);
}

ROW(wio_await_future, ended)
{
	wio_future *future;
	GIVES(wio_future_new(&future, NULL), 0);
	GIVES(cancelled(waits(awaits_future, future, "wio_await")), WIO_ECANCELED);
	CHECK(wio_future_cancelled(future));
	wio_future_release(future);
}

static int sleeps_for_an_hour(void *unused)
{
	(void)unused;
	return wio_sleep(WIO_S(3600));
}

ROW(wio_sleep, no_effect)
{
	const int64_t begun = wio_test_clock_now();
	GIVES(cancelled(waits(sleeps_for_an_hour, NULL, "wio_sleep")),
	      WIO_ECANCELED);
	CHECK(wio_test_clock_now() == begun);
}

static int turns;

static int yields(void *unused)
{
	(void)unused;
	int r;
	while ((r = wio_yield()) == 0)
		turns++;
	return r;
}

ROW(wio_yield, no_effect)
{
	turns = 0;
	wio_task *task = waits_its_turn(yields, NULL);
	GIVES(wio_yield(), 0);
	const int before = turns;
	CHECK(before > 0);
	GIVES(cancelled(task), WIO_ECANCELED);
	CHECK(turns == before);
}

static int never_ready(void *ended)
{
	*(int *)ended = wio_sleep(WIO_FOREVER);
	return *(int *)ended;
}

static int starts(void *ended)
{
	wio_group *group;
	wio_task *task = NULL;
	GIVES(wio_group_open(&group), 0);
	const int r = wio_group_start(group, &task, never_ready, ended, NULL);
	GIVES(*(int *)ended, WIO_ECANCELED);
	CHECK(task == NULL);
	/* The group has nothing to do with it. */
	GIVES(wio_task_uncancel(wio_current_task()), 0);
	GIVES(wio_group_close(group, 0), 0);
	return r;
}

ROW(wio_group_start, ended)
{
	int ended = 0;
	GIVES(cancelled(waits(starts, &ended, "wio_await")), WIO_ECANCELED);
}

static int children_ended;

static int takes_a_second_to_end(void *unused)
{
	(void)unused;
	const int r = wio_sleep(WIO_FOREVER);
	GIVES(wio_sleep(WIO_S(1)), 0);
	children_ended++;
	return r;
}

static int closes(void *unused)
{
	(void)unused;
	wio_group *group;
	GIVES(wio_group_open(&group), 0);
	for (int i = 0; i < 2; i++)
		GIVES(wio_group_create_task(group, NULL, takes_a_second_to_end, NULL,
		                            NULL),
		      0);
	const int r = wio_group_close(group, 0);
	CHECK(children_ended == 2);
	return r;
}

ROW(wio_group_close, ended)
{
	children_ended = 0;
	GIVES(cancelled(waits(closes, NULL, "wio_group_close")), WIO_ECANCELED);
}

static bool called;

static int is_called(void *unused)
{
	(void)unused;
	called = true;
	return 0;
}

static int undefers(void *unused)
{
	(void)unused;
	const int mark = wio_defer(is_called, NULL);
	CHECK(mark >= 0 && wio_defer(sleeps, NULL) > mark);
	const int r = wio_undefer(mark, true);
	CHECK(called);
	return r;
}

ROW(wio_undefer, partial_effect)
{
	called = false;
	GIVES(cancelled(waits(undefers, NULL, "wio_sleep")), WIO_ECANCELED);
}

static int defers_and_sleeps(void *unused)
{
	CHECK(wio_defer(is_called, NULL) >= 0);
	return sleeps(unused);
}

static int protects(void *unused)
{
	(void)unused;
	const int r = wio_protect(defers_and_sleeps, NULL);
	CHECK(called);
	return r;
}

ROW(wio_protect, ended)
{
	called = false;
	GIVES(cancelled(waits(protects, NULL, "wio_sleep")), WIO_ECANCELED);
}

static int runs_in(void *context)
{
	wio_context *own = wio_context_current();
	const int r = wio_context_run(context, sleeps, NULL);
	CHECK(wio_context_current() == own);
	return r;
}

ROW(wio_context_run, ended)
{
	wio_context *context;
	GIVES(wio_context_copy(&context, NULL), 0);
	GIVES(cancelled(waits(runs_in, context, "wio_sleep")), WIO_ECANCELED);
	/* It was left. */
	GIVES(wio_context_run(context, is_called, NULL), 0);
	wio_context_release(context);
}
