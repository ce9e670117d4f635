// SPDX-License-Identifier: MIT
/*
 * Waiting: the places where a task may be suspended.
 *
 * A switch costs mostly what is saved of the frames down to the task's code, so
 * the waits that are used most are tops (coro.h), which have none: what is still
 * needed afterwards is in the task, and whatever is rare in a slow function.
 */
#include "core/wait.h"

#include "core/compiler.h"
#include "core/cxx.h"
#include "core/error.h"
#include "core/force.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/misuse.h"
#include "core/object.h"
#include "core/runs.h"
#include "core/task.h"
#include "core/timer.h"
#include "coro.h"
#include WIO__CORO_TOP

#define INLINE static inline __attribute__((always_inline))

static int refuse(wio_task *task)
{
	if (++task->refused >= WIO__MOST_REFUSED) {
		/* Its deferred calls get as many, once. */
		task->refused = 0;
		wio__task_abandon(task, WIO_ECLOSED);
	}
	return wio_raise(WIO_ECLOSED, "the loop is closed: nothing can wait any more");
}

/* ---- before ---- */

int wio__wait_check_forced(void)
{
	return wio__rt.task && wio__is_forced(wio__rt.task) ? wio__wait_check() : 0;
}

bool wio__wait_ends(void)
{
	const wio_task *task = wio__rt.task;
	return task && (task->future.loop->closed || wio__is_forced(task));
}

int wio__wait_check_end(void)
{
	return wio__wait_ends() ? wio__wait_check() : 0;
}

int wio__wait_check(void)
{
	wio__coro_room();
	wio_task *task = wio__rt.task;
	if (task && wio__coro_in_exception() && wio__is_linked(wio__cxx_refuse))
		return wio__cxx_refuse();
	if (!task || !wio__coro_can_suspend())
		return wio_raise(WIO_ENOSUSPEND,
		                 task ? "a frame of the host lies between here and the "
		                        "task's start: it cannot be suspended"
		                      : "only a task can wait: see wio_create_task");
	wio_loop *loop = task->future.loop;
	wio__loop_look(loop);
	if (wio__is_interrupted(loop)) {
		wio__interrupt_take(loop);
		return wio_raise(WIO_EINTERRUPTED, "interrupted");
	}
	if (loop->closed)
		return refuse(task);
	return wio__is_forced(task) ? wio__force_refuse(task) : 0;
}

/* ---- after ---- */

/* There was no memory to suspend it: as if it had not tried. */
static void undo(wio_task *task)
{
	wio__timers_remove(&task->future.loop->timers, &task->timer);
	if (task->wait == WIO__WAIT_FUTURE)
		wio__link_remove(&task->waiting_on->callbacks, &task->ready);
	else
		wio__queue_remove(&task->future.loop->ready, &task->ready.node);
	task->queued = false;
	task->wait = WIO__WAIT_NONE;
}

void wio__wait_give_up(wio_task *task)
{
	undo(task);
	task->wake = WIO_ENOMEM;
}

WIO__RARE int wio__wait_failed(int r)
{
	wio_task *task = wio__rt.task;
	if (r < 0) {
		undo(task);
		return r;
	}
	struct wio_error *error = wio__error_bare(task->wake);
	if (task->wake == WIO_ECANCELED && task->cancel_error)
		error = wio_error_retain(task->cancel_error);
	wio__error_set(&task->error, error);
	return task->wake;
}

INLINE void begin_yield(wio_task *task)
{
	task->queued = true;
	task->wake = 0;
	wio__loop_ready(task->future.loop, &task->ready.node);
}

/* ---- tasks and futures ---- */

INLINE bool is_awaitable(const wio_task *task, const wio_future *future)
{
	return wio__future_valid(future) && future->loop == task->future.loop &&
	       future != &task->future;
}

/* False: it is done already. */
INLINE bool begin_await(wio_task *task, wio_future *future, int *result)
{
	wio__future_retain(future);
	task->waiting_on = future;
	task->awaited = result;
	task->cancel_passed_on = false;
	if (future->state != WIO__PENDING)
		return false;
	task->wait = WIO__WAIT_FUTURE;
	task->wake = 0;
	wio__link_push(&future->callbacks, &task->ready);
	return true;
}

/* What became of the future that the running task has waited for. */
static int outcome(int r)
{
	wio_task *task = wio__rt.task;
	wio_future *future = task->waiting_on;
	task->waiting_on = NULL;
	if (r == 0) {
		int o = wio__future_outcome(future);
		/* That the awaited one was cancelled may be our own cancellation. */
		if (!task->awaited ||
		    (task->cancel_passed_on && future->result == WIO_ECANCELED))
			r = o;
		else
			*task->awaited = o;
	} else if (r == WIO_ECANCELED) {
		/* Our own cancellation took its place, but it was looked at. */
		future->unretrieved = false;
	}
	wio__future_release(future);
	return r;
}

INLINE int awaited(int r)
{
	r = wio__wait_woken(r);
	wio__rt.task->wait = WIO__WAIT_NONE;
	return outcome(r);
}

/* What nobody could wake: as in asyncio the task is told in its next step. */
static WIO__RARE int refuse_await(wio_task *task, const wio_future *future)
{
	const bool own = future == &task->future;
	const int code = own ? WIO_EINVAL : WIO_EOTHERLOOP;
	begin_yield(task);
	task->wake = code;
	int r = wio__wait_woken(wio__coro_suspend());
	if (r != code)
		return r;
	wio__error_set(&task->error, NULL);
	return wio_raise(code,
	                 own ? "task '%s' cannot wait for itself"
	                     : "wio_await: it belongs to another loop than task '%s'",
	                 wio__task_name(task));
}

/* This one and its like must not be inlined into their tops: by name in
 * link.cmake. */
static WIO__RARE int wio__await_slow(wio_future *future, int *result)
{
	int r = wio__wait_check();
	if (r < 0)
		return r;
	wio_task *task = wio__rt.task;
	if (!wio__future_valid(future))
		return wio__misuse_refuse(future, WIO__FUTURE, "wio_await", "task or a future");
	if (!is_awaitable(task, future) && future->state == WIO__PENDING)
		return refuse_await(task, future);
	return begin_await(task, future, result) ? awaited(wio__coro_suspend())
	                                         : outcome(0);
}

INLINE int await(wio_future *future, int *result)
{
	if (wio__top_again())
		return wio__top_left() ? awaited(wio__top_arrive())
		                       : wio__await_slow(future, result);
	wio_task *task = wio__rt.task;
	if (!wio__wait_is_free(task) || !is_awaitable(task, future))
		return wio__await_slow(future, result);
	return begin_await(task, future, result) ? wio__top_leave(awaited)
	                                         : outcome(0);
}

int wio_await_future(wio_future *future, int *result)
{
	return await(future, result);
}

int wio_await_task(wio_task *task, int *result)
{
	return await(task ? &task->future : NULL, result);
}

/* ---- time and events ---- */

static WIO__RARE int wio__yield_slow(void)
{
	int r = wio__wait_check();
	if (r < 0)
		return r;
	begin_yield(wio__rt.task);
	return wio__wait_woken(wio__coro_suspend());
}

int wio_yield(void)
{
	if (wio__top_again())
		return wio__top_left() ? wio__wait_woken(wio__top_arrive()) : wio__yield_slow();
	if (!wio__wait_is_free(wio__rt.task))
		return wio__yield_slow();
	begin_yield(wio__rt.task);
	return wio__top_leave(wio__wait_woken);
}

int wio__wait_event(wio_task *task, enum wio__wait event)
{
	wio__wait_begin(task, event);
	return wio__wait_woken(wio__coro_suspend());
}

/* The callback of a sleep's timer.  It wakes the task in the next iteration,
 * as a future's callback does. */
static void sleep_over(struct wio__node *node)
{
	wio_task *task = wio__container(node, wio_task, timer.node);
	wio__task_wake(task, 0);
}

static int begin_sleep(wio_task *task, int64_t delay)
{
	wio_loop *loop = task->future.loop;
	if (delay <= 0) {
		begin_yield(task);
		return 0;
	}
	task->timer.when = wio__time_after(wio__loop_now(loop), delay);
	task->timer.node.run = sleep_over;
	int r = wio__loop_set_timer(loop, &task->timer);
	if (r == 0)
		wio__wait_begin(task, WIO__WAIT_EVENT);
	return r;
}

static WIO__RARE int wio__sleep_slow(int64_t delay)
{
	int r = wio__wait_check();
	if (r == 0)
		r = begin_sleep(wio__rt.task, delay);
	return r < 0 ? r : wio__wait_woken(wio__coro_suspend());
}

int wio_sleep(int64_t delay)
{
	if (wio__top_again())
		return wio__top_left() ? wio__wait_woken(wio__top_arrive()) : wio__sleep_slow(delay);
	if (!wio__wait_is_free(wio__rt.task))
		return wio__sleep_slow(delay);
	int r = begin_sleep(wio__rt.task, delay);
	return r < 0 ? r : wio__top_leave(wio__wait_woken);
}
