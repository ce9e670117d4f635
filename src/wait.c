// SPDX-License-Identifier: MIT
/* Waiting: the places where a task may be suspended. */
#include "internal.h"

/* Waits that a task may still make after its loop has closed, before it is
 * taken for one that will never end. */
enum { MOST_REFUSED = 100 };

static int refuse(wio_task *task)
{
	if (++task->refused >= MOST_REFUSED) {
		/* Its deferred calls get as many, once. */
		task->refused = 0;
		task->result = WIO_ECLOSED;
		if (!task->masked)
			task->result = wio__defer_run_all(task, WIO_ECLOSED);
		wio__coro_abandon();
	}
	return wio_raise(WIO_ECLOSED, "the loop is closed: nothing can wait any more");
}

/* Why a wait may not begin; 0 if it may after all. */
static __attribute__((noinline)) int hindrance(wio_task *task)
{
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

static inline int check(wio_task *task)
{
	if (task && wio__coro_can_suspend() &&
	    !wio__loop_attention(task->future.loop))
		return 0;
	return hindrance(task);
}

int wio__wait_check(void)
{
	return check(wio__rt.task);
}

/* Leave a record of why a wait failed. */
static void note(wio_task *task)
{
	struct wio_error *error = wio__error_bare(task->wake);
	if (task->wake == WIO_ECANCELED && task->cancel_error)
		error = wio_error_retain(task->cancel_error);
	wio__error_set(&task->error, error);
}

/* Suspend; what it returns was left in task->wake by whoever woke it. */
static inline __attribute__((always_inline)) int suspend(wio_task *task)
{
	int r = wio__coro_suspend();
	if (r < 0)
		return r;
	if (task->wake < 0)
		note(task);
	return task->wake;
}

/* Inline, like suspend: each frame that is unwound costs some 5 ns. */
static inline __attribute__((always_inline)) int wait_for(wio_task *task,
                                                          wio_future *future)
{
	task->wait = WIO__WAIT_FUTURE;
	task->waiting_on = future;
	task->cancel_passed_on = false;
	task->wake = 0;
	wio__queue_push(&future->callbacks, &task->ready);
	bool pass_on = task->must_cancel;
	if (pass_on) {
		/* Cancelled earlier in this step: it arrives at this wait. */
		const char *message = task->cancel_error ? task->cancel_error->message
		                                         : NULL;
		if (wio__cancel(future, message)) {
			task->must_cancel = false;
			task->cancel_passed_on = true;
		}
	}
	int r = suspend(task);
	if (r == WIO_ENOMEM) {
		/* It never slept: as if it had not been tried. */
		task->must_cancel = pass_on;
		if (!wio__queue_remove(&future->callbacks, &task->ready))
			wio__queue_remove(&task->future.loop->ready, &task->ready);
	}
	task->wait = WIO__WAIT_NONE;
	task->waiting_on = NULL;
	return r;
}

static inline __attribute__((always_inline)) int await(wio_future *future,
                                                      int *result)
{
	wio_task *task = wio__rt.task;
	int r = check(task);
	if (r < 0)
		return r;
	if (!wio__future_valid(future))
		return wio_raise(WIO_EINVAL, "wio_await: not a task or a future");
	if (future == &task->future)
		return wio_raise(WIO_EINVAL, "task '%s' cannot wait for itself",
		                 wio_task_name(task));
	if (future->loop != task->future.loop)
		return wio_raise(WIO_EOTHERLOOP,
		                 "wio_await: it belongs to another loop than task '%s'",
		                 wio_task_name(task));
	wio_future_retain(future);
	bool passed_on = false;
	if (future->state == WIO__PENDING) {
		r = wait_for(task, future);
		passed_on = task->cancel_passed_on;
	}
	if (r == 0) {
		int outcome = wio__future_outcome(future);
		if (!result || (passed_on && future->state == WIO__CANCELLED))
			r = outcome;
		else
			*result = outcome;
	}
	wio_future_release(future);
	return r;
}

int wio_await_future(wio_future *future, int *result)
{
	return await(future, result);
}

int wio_await_task(wio_task *task, int *result)
{
	return await(&task->future, result);
}

int wio_yield(void)
{
	wio_task *task = wio__rt.task;
	int r = check(task);
	if (r < 0)
		return r;
	task->queued = true;
	task->wake = 0;
	wio__loop_ready(task->future.loop, &task->ready);
	r = suspend(task);
	if (r == WIO_ENOMEM)
		wio__queue_remove(&task->future.loop->ready, &task->ready);
	return r;
}

int wio__wait_event(wio_task *task)
{
	task->wait = WIO__WAIT_EVENT;
	task->wake = 0;
	bool cancelled = task->must_cancel;
	if (cancelled) {
		task->must_cancel = false;
		wio__task_wake(task, WIO_ECANCELED);
	}
	int r = suspend(task);
	if (r == WIO_ENOMEM) {
		task->must_cancel = cancelled;
		if (task->wait == WIO__WAIT_NONE)
			wio__queue_remove(&task->future.loop->ready, &task->ready);
		task->wait = WIO__WAIT_NONE;
	}
	return r;
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
	int r = wio__wait_check();
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
	wio__timers_remove(&loop->timers, &task->timer);
	return r;
}
