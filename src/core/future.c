// SPDX-License-Identifier: MIT
#include "core/future.h"

#include "core/call.h"
#include "core/callback.h"
#include "core/compiler.h"
#include "core/error.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/object.h"
#include "core/outside.h"
#include "core/report.h"
#include "core/task.h"
#include "coro.h"

bool wio__future_valid(const wio_future *future)
{
	return future && (future->object.kind == WIO__FUTURE ||
	                  future->object.kind == WIO__TASK);
}

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

int wio_future_new(wio_future **out, wio_loop *loop)
{
	wio__coro_room();
	*out = NULL;
	if (!loop)
		loop = wio__rt.stepping;
	if (!loop)
		return wio_raise(WIO_ENOTRUNNING,
		                 "wio_future_new: no loop given and none running");
	wio_future *future = wio__zalloc(sizeof *future);
	if (!future)
		return WIO_ENOMEM;
	wio__future_init(future, WIO__FUTURE, loop);
	*out = future;
	return 0;
}

wio_future *wio_future_retain(wio_future *future)
{
	future->object.refs++;
	return future;
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

void wio_future_release(wio_future *future)
{
	if (!future)
		return;
	if (is_task(future)) {
		wio_task_release((wio_task *)future);
		return;
	}
	if (future->object.refs == 1)
		wio__future_report(future); /* while it is whole */
	if (--future->object.refs)
		return;
	wio__future_fini(future);
	wio__free(future, sizeof *future);
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

/* The same by its owner: after its loop was closed nothing takes the callbacks
 * any more. */
static void end(wio_future *future, enum wio__state state, int result,
                struct wio_error *owned)
{
	wio_loop *loop = future->loop;
	wio__future_finish(future, state, result, owned);
	if (!loop->closed) {
		wio__loop_changed(loop);
		return;
	}
	wio__loop_hold(loop);
	wio__loop_drop_ready(loop);
	wio__loop_drop(loop);
}

static int check_open(const wio_future *future, const char *who)
{
	wio__coro_room();
	if (!wio__future_valid(future) || is_task(future))
		return wio_raise(WIO_EINVAL, "%s: not a plain future", who);
	if (future->state != WIO__PENDING)
		return wio_raise(WIO_ESTATE, "%s: the future is done already", who);
	return 0;
}

static int set_value(wio_future *future, int result, void *value,
                     wio_free_fn *value_free, const char *who)
{
	int r = check_open(future, who);
	if (r < 0)
		return r;
	if (result < 0)
		return wio_raise(WIO_EINVAL,
		                 "%s: %d is negative; errors go to "
		                 "wio_future_set_exception",
		                 who, result);
	r = wio__keep_check(value, "value");
	if (r < 0)
		return r;
	wio__loop_look(future->loop);
	future->value = value;
	future->value_free = value_free;
	end(future, WIO__FINISHED, result, NULL);
	return 0;
}

int wio_future_set_value(wio_future *future, int result, void *value,
                         wio_free_fn *value_free)
{
	return set_value(future, result, value, value_free,
	                 "wio_future_set_value");
}

int wio_future_set_result(wio_future *future, int result)
{
	return set_value(future, result, NULL, NULL, "wio_future_set_result");
}

int wio_future_set_exception(wio_future *future, int code, const char *format,
                             ...)
{
	int r = check_open(future, "wio_future_set_exception");
	if (r < 0)
		return r;
	if (code >= 0)
		return wio_raise(WIO_EINVAL,
		                 "wio_future_set_exception: %d is not negative", code);
	va_list args;
	va_start(args, format);
	struct wio_error *error =
	    format ? wio__error_vnew(code, format, args) : wio__error_bare(code);
	va_end(args);
	wio__loop_look(future->loop);
	end(future, WIO__FINISHED, code, error);
	return 0;
}

int wio__future_cancel(wio_future *future, const char *message)
{
	if (future->state != WIO__PENDING)
		return 0;
	struct wio_error *error =
	    message ? wio__error_new(WIO_ECANCELED, "%s", message) : NULL;
	end(future, WIO__CANCELLED, WIO_ECANCELED, error);
	return 1;
}

int wio__cancel(wio_future *future, const char *message)
{
	return is_task(future) ? wio_task_cancel((wio_task *)future, message)
	                       : wio__future_cancel(future, message);
}

int wio_future_cancel(wio_future *future, const char *message)
{
	wio__coro_room();
	wio__loop_look(future->loop);
	return wio__cancel(future, message);
}

/* ---- asking ---- */

bool wio_future_done(const wio_future *future)
{
	return future->state != WIO__PENDING;
}

bool wio_future_cancelled(const wio_future *future)
{
	return future->state == WIO__CANCELLED;
}

int wio__future_outcome(wio_future *future)
{
	future->unretrieved = false;
	if (future->result < 0)
		wio__error_set(wio__error_slot(),
		               future->error ? wio_error_retain(future->error)
		                             : wio__error_bare(future->result));
	return future->result;
}

int wio_future_result(wio_future *future)
{
	if (future->state == WIO__PENDING)
		return wio_raise(WIO_ESTATE, "the result is not ready");
	return wio__future_outcome(future);
}

int wio_future_exception(wio_future *future)
{
	int r = wio_future_result(future);
	return r > 0 ? 0 : r;
}

const wio_error *wio_future_error(wio_future *future)
{
	if (future->state == WIO__PENDING || future->result >= 0)
		return NULL;
	future->unretrieved = false;
	return future->error ? future->error : wio__error_bare(future->result);
}

void *wio_future_value(const wio_future *future)
{
	return future->value;
}

void *wio_future_take(wio_future *future)
{
	void *value = future->value;
	future->value = NULL;
	return value;
}

wio_loop *wio_future_get_loop(const wio_future *future)
{
	return future->loop;
}
