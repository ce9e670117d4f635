// SPDX-License-Identifier: MIT
/*
 * Waiting: the places where a task may be suspended.
 *
 * A switch costs mostly what is saved of the frames between the task's code and
 * wio__coro_suspend, so these functions are written to have few frames and next
 * to nothing in them that is still needed afterwards: the task is looked up
 * again instead, and whatever is rare stands in a function of its own.
 */
#include "internal.h"

#define NOINLINE __attribute__((noinline))
#define INLINE static inline __attribute__((always_inline))

/* Waits that a task may still make after its loop has closed, before it is
 * taken for one that will never end. */
enum { MOST_REFUSED = 100 };

static int refuse(wio_task *task)
{
	if (++task->refused >= MOST_REFUSED) {
		/* Its deferred calls get as many, once. */
		task->refused = 0;
		wio__task_abandon(task, WIO_ECLOSED);
	}
	return wio_raise(WIO_ECLOSED, "the loop is closed: nothing can wait any more");
}

/* ---- before ---- */

INLINE bool is_free(const wio_task *task)
{
	return task && wio__coro_host_depth == 0 &&
	       !wio__loop_attention(task->future.loop);
}

int wio__wait_check(void)
{
	wio_task *task = wio__rt.task;
	if (!task || !wio__coro_can_suspend())
		return wio_raise(WIO_ENOSUSPEND,
		                 task ? "a frame of the host lies between here and the "
		                        "task's start: it cannot be suspended"
		                      : "only a task can wait: see wio_create_task");
	wio_loop *loop = task->future.loop;
	wio__interrupts_take(loop);
	if (loop->kills) {
		loop->kills--;
		return wio_raise(WIO_EINTERRUPTED, "interrupted");
	}
	return loop->closed ? refuse(task) : 0;
}

INLINE int check(void)
{
	return is_free(wio__rt.task) ? 0 : wio__wait_check();
}

/* ---- after ---- */

/* There was no memory to suspend it: as if it had not tried. */
static void undo(wio_task *task)
{
	if (task->wait != WIO__WAIT_FUTURE ||
	    !wio__queue_remove(&task->waiting_on->callbacks, &task->ready))
		wio__queue_remove(&task->future.loop->ready, &task->ready);
	if (task->cancel_taken)
		task->must_cancel = true;
	task->queued = false;
	task->wait = WIO__WAIT_NONE;
}

static NOINLINE int failed(int r)
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

/* Suspend; what it returns was left in task->wake by whoever woke it. */
INLINE int suspend(void)
{
	int r = wio__coro_suspend();
	int wake = wio__rt.task->wake;
	return r < 0 || wake < 0 ? failed(r) : wake;
}

/* ---- tasks and futures ---- */

/* Cancelled earlier in this step: it arrives at this wait. */
static NOINLINE void pass_on(wio_task *task, wio_future *future)
{
	const char *message = task->cancel_error ? task->cancel_error->message : NULL;
	if (!wio__cancel(future, message))
		return;
	task->must_cancel = false;
	task->cancel_taken = true;
	task->cancel_passed_on = true;
}

INLINE int wait_for(wio_task *task, wio_future *future)
{
	task->wait = WIO__WAIT_FUTURE;
	task->waiting_on = future;
	task->cancel_passed_on = false;
	task->cancel_taken = false;
	task->wake = 0;
	wio__queue_push(&future->callbacks, &task->ready);
	if (task->must_cancel)
		pass_on(task, future);
	int r = suspend();
	wio__rt.task->wait = WIO__WAIT_NONE;
	return r;
}

static NOINLINE int refuse_await(wio_task *task, wio_future *future)
{
	if (!wio__future_valid(future))
		return wio_raise(WIO_EINVAL, "wio_await: not a task or a future");
	if (future->loop != task->future.loop)
		return wio_raise(WIO_EOTHERLOOP,
		                 "wio_await: it belongs to another loop than task '%s'",
		                 wio_task_name(task));
	return wio_raise(WIO_EINVAL, "task '%s' cannot wait for itself",
	                 wio_task_name(task));
}

/* What became of the future that the running task has waited for. */
static NOINLINE int outcome(int r, int *result)
{
	wio_task *task = wio__rt.task;
	wio_future *future = task->waiting_on;
	task->waiting_on = NULL;
	if (r == 0) {
		int o = wio__future_outcome(future);
		/* That the awaited one was cancelled may be our own cancellation. */
		if (!result ||
		    (task->cancel_passed_on && future->state == WIO__CANCELLED))
			r = o;
		else
			*result = o;
	}
	wio_future_release(future);
	return r;
}

INLINE int await(wio_future *future, int *result)
{
	int r = check();
	if (r < 0)
		return r;
	wio_task *task = wio__rt.task;
	if (!wio__future_valid(future) || future->loop != task->future.loop ||
	    future == &task->future)
		return refuse_await(task, future);
	wio_future_retain(future);
	if (future->state == WIO__PENDING) {
		r = wait_for(task, future);
	} else {
		task->waiting_on = future;
		task->cancel_passed_on = false;
	}
	return outcome(r, result);
}

int wio_await_future(wio_future *future, int *result)
{
	return await(future, result);
}

int wio_await_task(wio_task *task, int *result)
{
	return await(wio_task_future(task), result);
}

/* ---- time and events ---- */

int wio_yield(void)
{
	int r = check();
	if (r < 0)
		return r;
	wio_task *task = wio__rt.task;
	task->queued = true;
	task->wake = 0;
	task->cancel_taken = false;
	wio__loop_ready(task->future.loop, &task->ready);
	return suspend();
}

int wio__wait_event(wio_task *task)
{
	task->wait = WIO__WAIT_EVENT;
	task->wake = 0;
	task->cancel_taken = task->must_cancel;
	if (task->must_cancel) {
		task->must_cancel = false;
		wio__task_wake(task, WIO_ECANCELED);
	}
	return suspend();
}

/* The callback of a sleep's timer.  It wakes the task in the next iteration,
 * as a future's callback does. */
static void sleep_over(struct wio__node *node)
{
	wio_task *task = wio__container(node, wio_task, timer.node);
	wio__task_wake(task, 0);
}

int wio_sleep(int64_t delay)
{
	if (delay <= 0)
		return wio_yield();
	int r = check();
	if (r < 0)
		return r;
	wio_task *task = wio__rt.task;
	wio_loop *loop = task->future.loop;
	int64_t now = wio__loop_now(loop);
	task->timer.when = delay < WIO_FOREVER - now ? now + delay : WIO_FOREVER;
	task->timer.node.run = sleep_over;
	r = wio__timers_add(&loop->timers, &task->timer);
	if (r < 0)
		return r;
	r = wio__wait_event(task);
	task = wio__rt.task;
	wio__timers_remove(&task->future.loop->timers, &task->timer);
	return r;
}
