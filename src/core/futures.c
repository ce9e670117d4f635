// SPDX-License-Identifier: MIT
/* What programs do with a future. */
#include "core/call.h"
#include "core/canceller.h"
#include "core/compiler.h"
#include "core/error.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/misuse.h"
#include "core/task.h"
#include "coro.h"

static bool is_task(const wio_future *future)
{
	return future->object.kind == WIO__TASK;
}

int wio_future_new(wio_future **out, wio_loop *loop)
{
	wio__coro_room();
	*out = NULL;
	if (loop) {
		int r = wio__loop_check(loop, "wio_future_new");
		if (r < 0)
			return r;
	} else if (!(loop = wio__rt.stepping)) {
		return wio_raise(WIO_ENOTRUNNING,
		                 "wio_future_new: no loop given and none running");
	}
	wio_future *future = wio__zalloc(sizeof *future);
	if (!future)
		return WIO_ENOMEM;
	wio__future_init(future, WIO__FUTURE, loop);
	*out = future;
	return 0;
}

static WIO__RARE int refuse(const wio_future *future, const char *who)
{
	if (!wio__future_valid(future))
		return wio__misuse_raise(future, WIO__FUTURE, who);
	if (is_task(future))
		return wio_raise(WIO_EINVAL, "%s: not a plain future, but task '%s'",
		                 who, wio__task_name((const wio_task *)future));
	int r = wio__loop_check_thread(future->loop, who);
	return r < 0 ? r
	             : wio_raise(WIO_ESTATE, "%s: the future is done already", who);
}

static inline int check_open(const wio_future *future, const char *who)
{
	wio__coro_room();
	return wio__is(future, WIO__FUTURE) && future->loop->home == &wio__rt &&
	               future->state == WIO__PENDING
	           ? 0
	           : refuse(future, who);
}

static inline int set_value(wio_future *future, int result, void *value,
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
	wio__future_end(future, WIO__FINISHED, result, NULL);
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
	struct wio_error *error = format ? wio__error_vnew(code, format, args)
	                                 : wio_error_retain(wio__error_last(code));
	va_end(args);
	if (!error)
		error = wio__error_bare(code);
	wio__loop_look(future->loop);
	wio__future_end(future, WIO__FINISHED, code, error);
	return 0;
}

/* ---- asking, letting go ---- */

static inline bool is_future(const wio_future *future, const char *who)
{
	return wio__future_valid(future) ||
	       wio__misuse_report(future, WIO__FUTURE, who);
}

wio_future *wio_future_retain(wio_future *future)
{
	return is_future(future, "wio_future_retain") ? wio__future_retain(future)
	                                              : future;
}

/* Whoever waits for it has a reference. */
static bool is_waited_for(const wio_future *future)
{
	for (const struct wio__node *n = future->callbacks.first; n; n = n->next)
		if (wio__is_task_node(n))
			return true;
	return false;
}

void wio_future_release(wio_future *future)
{
	if (!future || !is_future(future, "wio_future_release"))
		return;
	if (future->object.refs > 1)
		future->object.refs--;
	else if (is_task(future))
		wio_task_release((wio_task *)future);
	else if (is_waited_for(future))
		wio__misuse_release(future, WIO__FUTURE, "is waited for",
		                    "wio_future_release");
	else
		wio__future_release_last(future);
}

int wio_future_cancel(wio_future *future, const char *message)
{
	wio__coro_room();
	if (!wio__future_valid(future))
		return wio__misuse_raise(future, WIO__FUTURE, "wio_future_cancel");
	int r = wio__loop_check_thread(future->loop, "wio_future_cancel");
	if (r < 0)
		return r;
	wio__loop_look(future->loop);
	wio__rt.source = wio__source_here();
	return wio__cancel(future, message);
}

bool wio_future_done(const wio_future *future)
{
	return is_future(future, "wio_future_done") &&
	       future->state != WIO__PENDING;
}

bool wio_future_cancelled(const wio_future *future)
{
	return is_future(future, "wio_future_cancelled") &&
	       future->state == WIO__CANCELLED;
}

int wio_future_result(wio_future *future)
{
	if (!wio__future_valid(future))
		return wio__misuse_raise(future, WIO__FUTURE, "wio_future_result");
	if (future->state == WIO__PENDING)
		return wio_raise(WIO_ESTATE, "the result is not ready");
	return wio__future_outcome(future);
}

int wio_future_exception(wio_future *future)
{
	if (!wio__future_valid(future))
		return wio__misuse_raise(future, WIO__FUTURE, "wio_future_exception");
	int r = wio_future_result(future);
	return r > 0 ? 0 : r;
}

const wio_error *wio_future_error(wio_future *future)
{
	if (!is_future(future, "wio_future_error") ||
	    future->state == WIO__PENDING || future->result >= 0)
		return NULL;
	future->unretrieved = false;
	if (!future->error)
		future->error = wio__error_plain(future->result);
	if (wio__canceller_is_linked() && is_task(future))
		wio__canceller_tell(&future->error, (const wio_task *)future);
	return future->error;
}

void *wio_future_value(const wio_future *future)
{
	return is_future(future, "wio_future_value") ? future->value : NULL;
}

void *wio_future_take(wio_future *future)
{
	return is_future(future, "wio_future_take") ? wio__future_take(future) : NULL;
}

wio_loop *wio_future_get_loop(const wio_future *future)
{
	return is_future(future, "wio_future_get_loop") ? future->loop : NULL;
}
