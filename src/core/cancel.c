// SPDX-License-Identifier: MIT
/* Cancels: to whom they go, and where they arrive. */
#include "core/canceller.h"
#include "core/compiler.h"
#include "core/error.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/object.h"
#include "core/outside.h"
#include "core/shelter.h"
#include "core/task.h"
#include "core/trace.h"
#include "coro.h"

/* The tasks that a cancel still goes to, one after the other. */
struct asking {
	struct wio_error *error;
	struct wio__delegate *delegates; /* whose tasks are asked, the innermost */
};

/* What a task waits for shall end.  [the task that is to be asked, NULL]; *passed:
 * that, or a future, will end it. */
static wio_task *pass_on(wio_future *future, struct asking *asking, bool *passed)
{
	*passed = true;
	if (future->object.kind == WIO__TASK)
		return (wio_task *)future;
	if (!future->delegates) {
		wio__future_cancel(future,
		                   asking->error ? asking->error->message : NULL);
		return NULL;
	}
	/* A ring of them is left once it has come round. */
	if (wio__container(future, struct wio__delegate, future)->asking)
		return NULL;
	wio_task *first = wio__delegate_begin(future, &asking->delegates);
	*passed = first != NULL;
	return first;
}

/* Who asked is told where it arrives. */
static inline void note(wio_task *task)
{
	if (wio__canceller_is_linked())
		task->source = wio__rt.source;
}

/* Ask one that is pending.  [the task that it waits for, to be asked next; NULL] */
static wio_task *ask(wio_task *task, struct asking *asking)
{
	task->cancels++;
	wio__trace(WIO__EVENT_CANCEL, task, 0);
	if (wio__is_shielded(task)) {
		wio__shield_hold(task, asking->error);
		return NULL;
	}
	wio_future *future =
	    task->wait == WIO__WAIT_FUTURE ? task->waiting_on : NULL;
	if (future && future->state == WIO__PENDING) {
		bool passed;
		wio_task *next = pass_on(future, asking, &passed);
		task->cancel_passed_on = passed;
		if (passed) {
			note(task);
			return next;
		}
	}
	/* The first that ends a wait is the one that arrives. */
	if (!task->queued || task->wake != WIO_ECANCELED) {
		wio__error_set(&task->cancel_error, wio_error_retain(asking->error));
		/* The one that the future has brought is there already. */
		if (!task->cancel_passed_on || !future ||
		    future->result != WIO_ECANCELED)
			note(task);
	}
	if (task->wait >= WIO__WAIT_EVENT)
		wio__task_wake(task, WIO_ECANCELED);
	else
		task->must_cancel = true;
	return NULL;
}

/* In a loop, for a chain of tasks may be longer than a stack is deep; one that
 * is closed to a ring is left once it has come round. */
static void ask_all(wio_task *task, struct asking *asking)
{
	while (task) {
		const wio_task *mark = NULL;
		size_t lap = 1;
		for (size_t n = 1; task && task != mark; n++) {
			if (n == lap) {
				mark = task;
				lap *= 2;
			}
			task = ask(task, asking);
		}
		task = asking->delegates ? wio__delegate_go_on(&asking->delegates) : NULL;
	}
}

WIO__RARE void wio__task_cancel_wait(wio_task *task)
{
	if (task->wait == WIO__WAIT_NONE)
		return;
	if (task->wait != WIO__WAIT_FUTURE) {
		wio__task_wake(task, WIO_ECANCELED);
		return;
	}
	struct asking asking = {task->cancel_error, NULL};
	if (wio__canceller_is_linked())
		wio__rt.source = task->source;
	bool passed;
	wio_task *next = pass_on(task->waiting_on, &asking, &passed);
	task->cancel_passed_on = passed;
	task->must_cancel = !passed;
	if (next)
		ask_all(next, &asking);
}

int wio__task_cancel(wio_task *task, const char *message)
{
	wio__coro_room();
	wio_loop *loop = task->future.loop;
	wio__loop_look(loop);
	if (task->future.state != WIO__PENDING) {
		task->future.unretrieved = false;
		return 0;
	}
	/* One record for all: the message may be that of one which it replaces. */
	struct asking asking = {
	    message ? wio__error_new(WIO_ECANCELED, "%s", message) : NULL, NULL};
	if (wio__canceller_is_linked() && asking.error && asking.error->refs)
		asking.error->source = wio__rt.source;
	ask_all(task, &asking);
	wio_error_release(asking.error);
	wio__loop_changed(loop);
	return 1;
}

void wio__task_cancel_within(wio_task *task, int64_t mark, unsigned kind)
{
	wio__coro_room();
	wio_loop *loop = task->future.loop;
	/* Before: an interrupt is no scope's. */
	wio__loop_look(loop);
	struct wio__shield **around = &task->shield;
	while (*around && (*around)->mark > mark)
		around = &(*around)->outer;
	struct wio__shield *passed = *around;
	*around = NULL;
	struct asking asking = {NULL, NULL};
	wio__rt.source = wio__source_of((enum wio_source_kind)kind, task);
	ask_all(task, &asking);
	*around = passed;
	wio__loop_changed(loop);
}

int wio__task_uncancel(wio_task *task)
{
	wio__loop_look(task->future.loop);
	if (task->cancels > 0) {
		task->cancels--;
		if (wio__is_shielded(task))
			wio__shield_forget(task);
		if (wio__task_cancels_inside(task) == 0)
			task->must_cancel = false;
	}
	return task->cancels;
}

int wio__task_cancelling(const wio_task *task)
{
	wio__loop_look(task->future.loop);
	return task->cancels;
}
