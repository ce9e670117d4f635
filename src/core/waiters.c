// SPDX-License-Identifier: MIT
#include "core/waiters.h"

#include "core/call.h"
#include "core/error.h"
#include "core/loop.h"
#include "core/outside.h"
#include "core/task.h"
#include "core/wait.h"
#include "coro.h"
#include WIO__CORO_TOP

static void push(wio_waiters *waiters, wio_task *task)
{
	task->waits_in = waiters;
	task->waits_next = NULL;
	task->waits_previous = waiters->last;
	if (waiters->last)
		waiters->last->waits_next = task;
	else
		waiters->first = task;
	waiters->last = task;
	if (!waiters->asleep)
		waiters->asleep = task;
	task->asleep = true;
}

void wio__waiters_roused(wio_task *task)
{
	wio_waiters *waiters = task->waits_in;
	if (!task->asleep)
		return;
	task->asleep = false;
	/* It only ever moves on, so all wakes together pass each task once. */
	while (waiters->asleep && !waiters->asleep->asleep)
		waiters->asleep = waiters->asleep->waits_next;
}

/* Take it out.  Returns whether it was woken. */
static bool leave(wio_waiters *waiters, wio_task *task)
{
	wio__waiters_roused(task);
	if (task->waits_previous)
		task->waits_previous->waits_next = task->waits_next;
	else
		waiters->first = task->waits_next;
	if (task->waits_next)
		task->waits_next->waits_previous = task->waits_previous;
	else
		waiters->last = task->waits_previous;
	task->waits_in = NULL;
	const bool woken = task->was_woken;
	task->was_woken = false;
	waiters->woken -= woken;
	return woken;
}

static int left(int r)
{
	wio_task *task = wio__rt.task;
	r = wio__wait_woken(r);
	const bool woken = leave(task->waits_in, task);
	if (task->told)
		*task->told = woken;
	return r;
}

static inline void begin(wio_waiters *waiters, wio_task *task, bool *told)
{
	task->told = told;
	push(waiters, task);
	wio__wait_begin(task, WIO__WAIT_EVENT);
}

/* Only tasks of one loop may wait there. */
static inline bool is_of(const wio_waiters *waiters, const wio_task *task)
{
	return !waiters->first ||
	       waiters->first->future.loop == task->future.loop;
}

static WIO__RARE int wio__waiters_wait_slow(wio_waiters *waiters, bool *told)
{
	if (told)
		*told = false;
	if (!waiters)
		return wio_raise(WIO_EINVAL, "wio_waiters_wait: waiters is NULL");
	int r = wio__wait_check();
	if (r < 0)
		return r;
	wio_task *task = wio__rt.task;
	if (!is_of(waiters, task))
		return wio_raise(WIO_EOTHERLOOP,
		                 "task '%s' of another loop waits there already",
		                 wio__task_name(waiters->first));
	r = wio__keep_check(waiters, "waiters");
	if (r < 0)
		return r;
	begin(waiters, task, told);
	return left(wio__coro_suspend());
}

/* A top, as those of wait.c. */
int wio_waiters_wait(wio_waiters *waiters, bool *woken)
{
	if (wio__top_again())
		return wio__top_left() ? left(wio__top_arrive())
		                       : wio__waiters_wait_slow(waiters, woken);
	wio_task *task = wio__rt.task;
	if (!wio__wait_is_free(task) || !waiters || !is_of(waiters, task) ||
	    task->shares_stack)
		return wio__waiters_wait_slow(waiters, woken);
	begin(waiters, task, woken);
	return wio__top_leave(left);
}

int wio_waiters_wake(wio_waiters *waiters)
{
	if (!waiters)
		return wio_raise(WIO_EINVAL, "wio_waiters_wake: waiters is NULL");
	if (!waiters->asleep)
		return 0;
	wio_loop *loop = waiters->asleep->future.loop;
	int r = wio__loop_check_thread(loop, "wio_waiters_wake");
	if (r < 0)
		return r;
	wio__loop_look(loop);
	wio_task *task = waiters->asleep;
	if (!task)
		return 0; /* an interrupt that came meanwhile has cancelled it */
	task->was_woken = true;
	waiters->woken++;
	wio__task_wake(task, 0);
	wio__loop_changed(loop);
	return 1;
}

int wio_waiters_wake_all(wio_waiters *waiters)
{
	int woken = 0, r;
	while ((r = wio_waiters_wake(waiters)) > 0)
		woken++;
	return r < 0 ? r : woken;
}
