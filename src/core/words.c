// SPDX-License-Identifier: MIT
#include "core/words.h"

#include "core/format.h"
#include "core/loop.h"
#include "core/object.h"
#include "core/task.h"
#include "wasyncio/task.h"
#include "wasyncio/waiters.h"

static bool is_part(const wio_future *future)
{
	return future->delegates || future->marks & (WIO__OF_SHIELD | WIO__OF_GROUP);
}

/* In which a future is waited for, that may be a part of something of ours. */
static const char *call_of(const wio_future *future)
{
	if (future->delegates)
		return "wio_gather";
	if (future->marks & WIO__OF_SHIELD)
		return "wio_shield";
	return future->marks & WIO__OF_GROUP ? "wio_group_close" : "wio_await";
}

const char *wio__task_call(const wio_task *task)
{
	switch ((enum wio__wait)task->wait) {
	case WIO__WAIT_FUTURE:
		return task->waiting_on->state == WIO__PENDING
		           ? call_of(task->waiting_on)
		           : NULL;
	case WIO__WAIT_DESCRIPTOR:
		return "wio_wait_fd";
	case WIO__WAIT_EVENT:
		if (!task->waits_in)
			return "wio_sleep";
		return task->waits_in->call ? task->waits_in->call : "wio_waiters_wait";
	default:
		return NULL;
	}
}

static const char *not_waiting(const wio_task *task)
{
	const wio_loop *loop = task->future.loop;
	if (task->future.state != WIO__PENDING)
		return task->future.state == WIO__CANCELLED ? "cancelled" : "done";
	if (task == wio__rt.task || task == loop->preempted)
		return "running";
	return task->started ? "ready" : "not started";
}

/* Who holds it may have ended, and be no task any more. */
static const wio_task *holder_of(const wio_task *task)
{
	const wio_task *t = task->future.loop->tasks;
	while (t && t != task->waits_in->holder)
		t = t->next;
	return t;
}

static size_t sleeping(const wio_task *task, char *text, size_t size)
{
	if (task->timer.when == WIO_FOREVER)
		return wio__format(text, size, ", for ever");
	const int64_t left = task->timer.when - wio__loop_now(task->future.loop);
	return wio__format(text, size, ", %lld ms left",
	                   left > 0 ? (long long)(left / WIO_MS(1)) : 0LL);
}

/* What is to be said besides the function. */
static size_t details(const wio_task *task, char *text, size_t size)
{
	if (task->wait == WIO__WAIT_DESCRIPTOR)
		return wio__format(text, size, ", descriptor %d", task->fd);
	if (task->wait == WIO__WAIT_EVENT && !task->waits_in)
		return sleeping(task, text, size);
	if (task->wait == WIO__WAIT_EVENT && task->waits_in->holder) {
		const wio_task *holder = holder_of(task);
		return holder ? wio__format(text, size, ", held by task '%s'",
		                            wio__task_name(holder))
		              : wio__format(text, size, ", held by a task that has ended");
	}
	if (task->wait == WIO__WAIT_FUTURE && !is_part(task->waiting_on)) {
		const wio_future *future = task->waiting_on;
		return future->object.kind == WIO__TASK
		           ? wio__format(text, size, ", for task '%s'",
		                         wio__task_name((const wio_task *)future))
		           : wio__format(text, size, ", for a future");
	}
	return 0;
}

size_t wio__task_words(const wio_task *task, char *text, size_t size)
{
	const char *call = wio__task_call(task);
	if (!call)
		return wio__format(text, size, "%s", not_waiting(task));
	size_t n = wio__format(text, size, "in %s", call);
	return n + (n < size ? details(task, text + n, size - n)
	                     : details(task, NULL, 0));
}
