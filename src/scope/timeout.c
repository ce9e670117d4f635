// SPDX-License-Identifier: MIT
#include "core/cleanup.h"
#include "core/error.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/misuse.h"
#include "core/object.h"
#include "core/outside.h"
#include "core/shelter.h"
#include "core/task.h"
#include "core/timer.h"
#include "coro.h"
#include "scope/scope.h"
#include "wasyncio/scope.h"

/*
 * What fires.  It is apart from the timeout, because one that lies in the
 * ready queue cannot be taken back: it is disowned and frees itself there.
 */
struct alarm {
	struct wio__timer timer;
	wio_timeout *timeout; /* NULL: disowned */
};

struct wio_timeout {
	struct wio__scope scope;
	wio_loop *loop;
	struct alarm *alarm; /* NULL: none set */
	int64_t when;
	int cancels; /* the task's within its shield, at entry */
	bool expired;
};

static void alarm_free(struct alarm *alarm)
{
	wio__free(alarm, sizeof *alarm);
}

static void alarm_run(struct wio__node *node)
{
	struct alarm *alarm = wio__container(node, struct alarm, timer.node);
	wio_timeout *timeout = alarm->timeout;
	alarm_free(alarm);
	if (!timeout)
		return;
	timeout->alarm = NULL;
	timeout->expired = true;
	wio__task_cancel_within(timeout->scope.task, timeout->scope.cleanup.mark,
	                        WIO_SOURCE_TIMEOUT);
}

static void alarm_drop(struct wio__node *node)
{
	struct alarm *alarm = wio__container(node, struct alarm, timer.node);
	if (alarm->timeout)
		alarm->timeout->alarm = NULL;
	alarm_free(alarm);
}

static void disarm(wio_timeout *timeout)
{
	struct alarm *alarm = timeout->alarm;
	timeout->alarm = NULL;
	if (!alarm)
		return;
	alarm->timeout = NULL;
	if (alarm->timer.place) {
		wio__timers_remove(&timeout->loop->timers, &alarm->timer);
		alarm_free(alarm);
	}
}

/* What the time is, if that matters: to read it costs as much as all else that a
 * timeout does, or more. */
static int64_t now_for(const wio_loop *loop, int64_t when)
{
	return loop && when != WIO_FOREVER ? wio__loop_now(loop) : 0;
}

/* Set the alarm anew; a deadline that is over fires in the next iteration. */
static int arm(wio_timeout *timeout, int64_t when, int64_t now)
{
	struct alarm *alarm = NULL;
	if (when != WIO_FOREVER) {
		alarm = wio__zalloc(sizeof *alarm);
		if (!alarm)
			return WIO_ENOMEM;
		alarm->timer.node.run = alarm_run;
		alarm->timer.node.drop = alarm_drop;
		alarm->timer.when = when;
		alarm->timeout = timeout;
		if (when <= now) {
			wio__loop_ready(timeout->loop, &alarm->timer.node);
		} else if (wio__loop_set_timer(timeout->loop, &alarm->timer) < 0) {
			alarm_free(alarm);
			return WIO_ENOMEM;
		}
	}
	disarm(timeout);
	timeout->alarm = alarm;
	timeout->when = when;
	return 0;
}

static int timeout_leave(struct wio__cleanup *cleanup, int r);

static int open_at(wio_timeout **out, int64_t when, int64_t now)
{
	wio__coro_look();
	*out = NULL;
	wio_task *task = wio__rt.task;
	if (!task)
		return wio_raise(WIO_ENOTRUNNING, "wio_timeout_open: not inside a task");
	wio_timeout *timeout = wio__zalloc(sizeof *timeout);
	if (!timeout)
		return WIO_ENOMEM;
	timeout->scope.object.kind = WIO__TIMEOUT;
	timeout->scope.task = task;
	timeout->loop = task->future.loop;
	wio__loop_look(timeout->loop);
	timeout->cancels = wio__task_cancels_inside(task);
	int r = arm(timeout, when, now);
	if (r < 0) {
		wio__free(timeout, sizeof *timeout);
		return r;
	}
	timeout->scope.cleanup.call = timeout_leave;
	timeout->scope.cleanup.scope = "timeout";
	wio__cleanup_push(task, &timeout->scope.cleanup);
	wio__loop_hold(timeout->loop);
	*out = timeout;
	return 0;
}

int wio_timeout_open_at(wio_timeout **out, int64_t when)
{
	return open_at(out, when, now_for(wio__rt.stepping, when));
}

int wio_timeout_open(wio_timeout **out, int64_t delay)
{
	const int64_t now = now_for(wio__rt.stepping, delay);
	return open_at(out, wio__time_after(now, delay), now);
}

int wio_timeout_reschedule(wio_timeout *timeout, int64_t when)
{
	if (!wio__is(timeout, WIO__TIMEOUT))
		return wio__misuse_raise(timeout, WIO__TIMEOUT,
		                         "wio_timeout_reschedule");
	int r = wio__loop_check_thread(timeout->loop, "wio_timeout_reschedule");
	if (r < 0)
		return r;
	if (timeout->expired)
		return wio_raise(WIO_ESTATE, "an expired timeout cannot be moved");
	r = arm(timeout, when, now_for(timeout->loop, when));
	wio__loop_changed(timeout->loop);
	return r;
}

int64_t wio_timeout_when(const wio_timeout *timeout)
{
	if (!wio__is(timeout, WIO__TIMEOUT))
		return wio__misuse_report(timeout, WIO__TIMEOUT, "wio_timeout_when");
	return timeout->when;
}

bool wio_timeout_expired(const wio_timeout *timeout)
{
	if (!wio__is(timeout, WIO__TIMEOUT))
		return wio__misuse_report(timeout, WIO__TIMEOUT, "wio_timeout_expired");
	return timeout->expired;
}

/* It is in no list any more. */
static int end(wio_timeout *timeout, int body)
{
	wio_task *task = timeout->scope.task;
	wio_loop *loop = timeout->loop;
	disarm(timeout);
	/* No more requests to cancel than at entry: this one was ours. */
	if (timeout->expired)
		wio__task_uncancel(task);
	if (timeout->expired && body == WIO_ECANCELED &&
	    wio__task_cancels_inside(task) <= timeout->cancels) {
		const wio_error *cause = wio_last_error();
		if (wio_error_code(cause) != WIO_ECANCELED)
			cause = wio__error_bare(WIO_ECANCELED);
		body = wio_raise_from(WIO_ETIMEDOUT, cause, "%s",
		                      wio_strerror(WIO_ETIMEDOUT));
	}
	wio__object_free(timeout, sizeof *timeout, WIO__TIMEOUT, NULL);
	wio__loop_drop(loop);
	return body;
}

static int timeout_leave(struct wio__cleanup *cleanup, int r)
{
	return end(wio__container(cleanup, wio_timeout, scope.cleanup), r);
}

int wio_timeout_close(wio_timeout *timeout, int body)
{
	wio__coro_look();
	int r = timeout ? wio__scope_check(&timeout->scope, WIO__TIMEOUT,
	                                   "wio_timeout_close")
	                : wio__misuse_raise(NULL, WIO__TIMEOUT, "wio_timeout_close");
	if (r < 0)
		return r;
	wio__cleanup_remove(timeout->scope.task, &timeout->scope.cleanup);
	return end(timeout, body);
}
