// SPDX-License-Identifier: MIT
#include "core/future.h"

#include "core/call.h"
#include "core/callback.h"
#include "core/canceller.h"
#include "core/compiler.h"
#include "core/error.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/misuse.h"
#include "core/object.h"
#include "core/outside.h"
#include "core/report.h"
#include "core/runtime.h"
#include "core/task.h"
#include "coro.h"

static bool is_task(const wio_future *future)
{
	return future->object.kind == WIO__TASK;
}

void wio__future_init(wio_future *future, enum wio__kind kind, wio_loop *loop)
{
	future->object.kind = kind;
	future->object.refs = 1;
	future->loop = loop;
	wio__loop_hold(loop);
}

void wio__future_report(wio_future *future)
{
	if (!future->unretrieved)
		return;
	future->unretrieved = false;
	wio__report(future->loop, WIO_REPORT_NEVER_RETRIEVED,
	            is_task(future) ? "the error of a task was never retrieved"
	                            : "the error of a future was never retrieved",
	            future->result, future->error,
	            is_task(future) ? (wio_task *)future : NULL, future);
}

WIO__NEVER_INLINE void wio__future_fini(wio_future *future)
{
	wio_loop *loop = future->loop;
	while (future->callbacks.first) {
		struct wio__node *node = wio__queue_pop(&future->callbacks);
		if (node->drop)
			node->drop(node);
	}
	wio__error_set(&future->error, NULL);
	if (future->value)
		wio__value_call(future->value_free, future->value);
	future->object.kind = WIO__FREED;
	wio__loop_drop(loop);
}

WIO__NEVER_INLINE void wio__future_release_last(wio_future *future)
{
	if (is_task(future)) {
		wio__task_release_last((wio_task *)future);
		return;
	}
	wio__future_report(future); /* while it is whole */
	if (--future->object.refs)
		return;
	wio__future_fini(future);
	wio__object_free(future, sizeof *future, WIO__FUTURE, NULL);
}

/* ---- ending ---- */

void wio__future_finish(wio_future *future, enum wio__state state, int result,
                        struct wio_error *owned)
{
	future->state = (unsigned char)state;
	future->result = result;
	wio__error_set(&future->error, owned);
	future->unretrieved = state == WIO__FINISHED && result < 0;
	for (struct wio__node *n = future->callbacks.first; n; n = n->next)
		if (n->run == wio__callback_run)
			wio__callback_queued(n);
	wio__queue_append(&future->loop->ready, &future->callbacks);
}

/* After its loop was closed nothing takes the callbacks any more. */
static WIO__RARE void end_outside(wio_loop *loop)
{
	if (!loop->closed) {
		wio__loop_tell_host(loop);
		return;
	}
	wio__loop_hold(loop);
	wio__loop_drop_ready(loop);
	wio__loop_drop(loop);
}

void wio__future_end(wio_future *future, enum wio__state state, int result,
                     struct wio_error *owned)
{
	wio_loop *loop = future->loop;
	wio__future_finish(future, state, result, owned);
	if (wio__rt.stepping != loop || loop->closed)
		end_outside(loop);
}

int wio__future_cancel(wio_future *future, const char *message)
{
	if (future->state != WIO__PENDING) {
		future->unretrieved = false;
		return 0;
	}
	struct wio_error *error =
	    message ? wio__error_new(WIO_ECANCELED, "%s", message) : NULL;
	wio__future_end(future, WIO__CANCELLED, WIO_ECANCELED, error);
	return 1;
}

int wio__cancel(wio_future *future, const char *message)
{
	return is_task(future) ? wio__task_cancel((wio_task *)future, message)
	                       : wio__future_cancel(future, message);
}

/* Who asked is known to the task that was waited for, or to that which waited and
 * has passed its cancel on. */
static inline struct wio_error *cancelled(const wio_future *future)
{
	wio_task *task = wio__rt.task;
	if (wio__canceller_is_linked() && task) {
		if (is_task(future))
			task->source = ((const wio_task *)future)->source;
		else if (!task->cancel_passed_on)
			task->source = 0;
	}
	return &wio__error_cancelled;
}

int wio__future_outcome(wio_future *future)
{
	future->unretrieved = false;
	if (future->result < 0) {
		struct wio_error *error = future->error;
		if (error && error->refs)
			error->refs++;
		else if (future->result == WIO_ECANCELED)
			error = cancelled(future);
		else
			error = wio__error_plain(future->result);
		wio__error_set(wio__error_slot(), error);
	}
	return future->result;
}

void *wio__future_take(wio_future *future)
{
	void *value = future->value;
	future->value = NULL;
	return value;
}
