// SPDX-License-Identifier: MIT
#include "core/call.h"
#include "core/callback.h"
#include "core/context.h"
#include "core/cxx.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/misuse.h"
#include "core/object.h"
#include "core/outside.h"
#include "core/slow.h"
#include "core/timer.h"
#include "wasyncio/error.h"

/* A callback in the ready queue or the timer heap.  One reference is the
 * loop's while it is there, the other the caller's if he keeps it. */
struct wio_handle {
	struct wio__object object;
	wio_loop *loop;
	wio_fn *fn; /* NULL: it is cancelled */
	struct wio__timer timer; /* its node is what the ready queue holds */
	bool scheduled;          /* the loop has it, and so a reference */
	struct wio__call call;
};

void wio__handle_release(wio_handle *handle)
{
	if (!handle || --handle->object.refs)
		return;
	wio__call_fini(&handle->call);
	wio_loop *loop = handle->loop;
	wio__object_free(handle, sizeof *handle, WIO__HANDLE, NULL);
	wio__loop_drop(loop);
}

/* The loop lets go of it. */
static void unschedule(wio_handle *handle)
{
	handle->scheduled = false;
	wio__handle_release(handle);
}

static void wio__handle_run(struct wio__node *node)
{
	wio_handle *handle = wio__container(node, wio_handle, timer.node);
	if (handle->fn) {
		/* Its own from here on: the callback may cancel its handle. */
		struct wio__arg arg = handle->call.arg;
		handle->call.arg = (struct wio__arg){0};
		wio_context *before;
		int r = wio__call_enter(&handle->call, &before);
		if (r == 0) {
			const int64_t began = wio__is_linked(wio__slow_begin)
			                          ? wio__slow_begin(handle->loop)
			                          : 0;
			r = wio__cxx_guard(handle->fn, arg.pointer);
			wio__callback_result(handle->loop, r, NULL);
			if (wio__is_linked(wio__slow_end))
				wio__slow_end(handle->loop, began);
			wio__context_leave(before);
		} else {
			wio__callback_result(handle->loop, r, NULL);
		}
		wio__arg_end(&arg);
	}
	unschedule(handle);
}

static void handle_drop(struct wio__node *node)
{
	wio_handle *handle = wio__container(node, wio_handle, timer.node);
	wio__arg_end(&handle->call.arg);
	unschedule(handle);
}

static int handle_new(wio_handle **handle, wio_loop *loop, wio_fn *fn, void *arg,
                      const wio_call_options *options, const char *who)
{
	int r = 0;
	*handle = NULL;
	if ((r = wio__loop_check(loop, who)) < 0)
		;
	else if (!fn)
		r = wio_raise(WIO_EINVAL, "%s: fn is NULL", who);
	else if (loop->closed)
		r = wio_raise(WIO_ECLOSED, "%s: the loop is closed", who);
	else if (!(*handle = wio__zalloc(sizeof **handle)))
		r = WIO_ENOMEM;
	if (r < 0) {
		wio__call_refuse(arg, options);
		return r;
	}
	r = wio__call_init(&(*handle)->call, &(*handle)->object, arg, options);
	if (r < 0) {
		wio__free(*handle, sizeof **handle);
		*handle = NULL;
		return r;
	}
	(*handle)->timer.node.run = wio__handle_run;
	(*handle)->timer.node.drop = handle_drop;
	(*handle)->object.kind = WIO__HANDLE;
	(*handle)->object.refs = 1;
	(*handle)->scheduled = true;
	(*handle)->loop = loop;
	(*handle)->fn = fn;
	wio__loop_hold(loop);
	wio__loop_look(loop);
	return 0;
}

static void give(wio_handle *handle, wio_handle **out)
{
	if (!out)
		return;
	handle->object.refs++;
	*out = handle;
}

int wio_loop_call_soon(wio_loop *loop, wio_fn *fn, void *arg,
                       const wio_call_options *options, wio_handle **out)
{
	wio_handle *handle;
	if (out)
		*out = NULL;
	int r = handle_new(&handle, loop, fn, arg, options, "wio_loop_call_soon");
	if (r < 0)
		return r;
	wio__loop_ready(loop, &handle->timer.node);
	wio__loop_changed(loop);
	give(handle, out);
	return 0;
}

static int call_at(wio_loop *loop, int64_t when, wio_fn *fn, void *arg,
                   const wio_call_options *options, wio_handle **out,
                   const char *who)
{
	wio_handle *handle;
	if (out)
		*out = NULL;
	int r = handle_new(&handle, loop, fn, arg, options, who);
	if (r < 0)
		return r;
	handle->timer.when = when;
	r = wio__loop_set_timer(loop, &handle->timer);
	if (r < 0) {
		wio__handle_release(handle);
		return r;
	}
	wio__loop_changed(loop);
	give(handle, out);
	return 0;
}

int wio_loop_call_at(wio_loop *loop, int64_t when, wio_fn *fn, void *arg,
                     const wio_call_options *options, wio_handle **out)
{
	return call_at(loop, when, fn, arg, options, out, "wio_loop_call_at");
}

int wio_loop_call_later(wio_loop *loop, int64_t delay, wio_fn *fn, void *arg,
                        const wio_call_options *options, wio_handle **out)
{
	int64_t now = wio__is(loop, WIO__LOOP) ? wio__loop_now(loop) : 0;
	return call_at(loop, wio__time_after(now, delay), fn, arg, options, out,
	               "wio_loop_call_later");
}

/* ---- by handle ---- */

static bool is_handle(const wio_handle *handle, const char *who)
{
	return wio__is(handle, WIO__HANDLE) ||
	       wio__misuse_report(handle, WIO__HANDLE, who);
}

void wio_handle_release(wio_handle *handle)
{
	if (!handle || !is_handle(handle, "wio_handle_release"))
		return;
	if (handle->object.refs == 1 && handle->scheduled)
		wio__misuse_release(handle, WIO__HANDLE, "is still scheduled",
		                    "wio_handle_release");
	else
		wio__handle_release(handle);
}

void wio_handle_cancel(wio_handle *handle)
{
	if (!is_handle(handle, "wio_handle_cancel") || !handle->fn)
		return;
	if (handle->loop->home != &wio__rt) {
		wio__misuse_thread("wio_handle_cancel");
		return;
	}
	handle->fn = NULL;
	wio__arg_end(&handle->call.arg);
	if (handle->timer.place) {
		wio__timers_remove(&handle->loop->timers, &handle->timer);
		wio__loop_changed(handle->loop);
		unschedule(handle);
	}
}

bool wio_handle_cancelled(const wio_handle *handle)
{
	return is_handle(handle, "wio_handle_cancelled") && !handle->fn;
}

int64_t wio_handle_when(const wio_handle *handle)
{
	return is_handle(handle, "wio_handle_when") ? handle->timer.when : 0;
}
