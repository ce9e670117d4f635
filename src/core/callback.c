// SPDX-License-Identifier: MIT
#include "core/callback.h"

#include "core/call.h"
#include "core/context.h"
#include "core/cxx.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/misuse.h"
#include "core/object.h"
#include "core/outside.h"
#include "core/slow.h"
#include "wasyncio/error.h"

/* A done-callback; the futures' list of them is a queue, so that all move to
 * the ready queue in one go when the future is done. */
struct wio__callback {
	struct wio__object object;
	struct wio__link link;
	wio_loop *loop;
	wio_future *future;
	bool queued; /* and so holds a reference to the future */
	wio_done_fn *fn;
	struct wio__call call;
};

static struct wio__callback *callback_of(struct wio__node *node)
{
	return wio__container(node, struct wio__callback, link.node);
}

void wio__callback_release(struct wio__callback *callback)
{
	if (--callback->object.refs)
		return;
	wio_loop *loop = callback->loop;
	wio__call_fini(&callback->call);
	wio__free(callback, sizeof *callback);
	wio__loop_drop(loop);
}

/* It was called, or never will be. */
static void end_callback(struct wio__callback *callback)
{
	wio__arg_end(&callback->call.arg);
	if (callback->queued)
		wio__future_release(callback->future);
	wio__callback_release(callback);
}

void wio__callback_queued(struct wio__node *node)
{
	struct wio__callback *callback = callback_of(node);
	callback->queued = true;
	wio__future_retain(callback->future);
}

static int call(const struct wio__callback *callback)
{
	wio_future *future = callback->future;
	void *arg = callback->call.arg.pointer;
	return wio__is_linked(wio__cxx_done)
	           ? wio__cxx_done(callback->fn, future, arg)
	           : callback->fn(future, arg);
}

void wio__callback_run(struct wio__node *node)
{
	struct wio__callback *callback = callback_of(node);
	wio_future *future = callback->future;
	wio_context *before;
	int r = wio__call_enter(&callback->call, &before);
	if (r == 0) {
		const int64_t began = wio__is_linked(wio__slow_begin)
		                          ? wio__slow_begin(future->loop)
		                          : 0;
		r = call(callback);
		wio__callback_result(future->loop, r, future);
		if (wio__is_linked(wio__slow_end))
			wio__slow_end(future->loop, began);
		wio__context_leave(before);
	} else {
		wio__callback_result(future->loop, r, future);
	}
	end_callback(callback);
}

static void wio__callback_drop(struct wio__node *node)
{
	end_callback(callback_of(node));
}

int wio_future_add_done_callback(wio_future *future, wio_done_fn *fn, void *arg,
                                 const wio_call_options *options)
{
	static const char who[] = "wio_future_add_done_callback";
	if (!wio__future_valid(future) || !fn) {
		wio__call_refuse(arg, options);
		return fn ? wio__misuse_raise(future, WIO__FUTURE, who)
		          : wio_raise(WIO_EINVAL, "%s: fn is NULL", who);
	}
	int r = wio__loop_check_thread(future->loop, who);
	if (r < 0) {
		wio__call_refuse(arg, options);
		return r;
	}
	if (future->loop->closed) {
		wio__call_refuse(arg, options);
		return wio_raise(WIO_ECLOSED, "the loop is closed");
	}
	struct wio__callback *callback = wio__zalloc(sizeof *callback);
	if (!callback) {
		wio__call_refuse(arg, options);
		return WIO_ENOMEM;
	}
	r = wio__call_init(&callback->call, &callback->object, arg, options);
	if (r < 0) {
		wio__free(callback, sizeof *callback);
		return r;
	}
	callback->object.kind = WIO__CALLBACK;
	callback->object.refs = 1;
	callback->loop = future->loop;
	wio__loop_hold(callback->loop);
	callback->link.node.run = wio__callback_run;
	callback->link.node.drop = wio__callback_drop;
	callback->future = future;
	callback->fn = fn;
	if (future->state == WIO__PENDING) {
		wio__link_push(&future->callbacks, &callback->link);
	} else {
		wio__loop_look(future->loop);
		wio__callback_queued(&callback->link.node);
		wio__loop_ready(future->loop, &callback->link.node);
		wio__loop_changed(future->loop);
	}
	return 0;
}

int wio_future_remove_done_callback(wio_future *future, wio_done_fn *fn,
                                    const void *arg)
{
	int removed = 0;
	if (!wio__future_valid(future))
		return wio__misuse_raise(future, WIO__FUTURE,
		                         "wio_future_remove_done_callback");
	int r = wio__loop_check_thread(future->loop,
	                               "wio_future_remove_done_callback");
	if (r < 0)
		return r;
	/* All first: what their ends call of the program's may come back here. */
	struct wio__queue taken = {NULL, NULL};
	for (struct wio__node *n = future->callbacks.first, *next; n; n = next) {
		struct wio__callback *callback = callback_of(n);
		next = n->next;
		if (n->run != wio__callback_run || callback->fn != fn ||
		    callback->call.arg.pointer != arg)
			continue;
		wio__link_remove(&future->callbacks, &callback->link);
		wio__queue_push(&taken, n);
	}
	for (; taken.first; removed++)
		end_callback(callback_of(wio__queue_pop(&taken)));
	return removed;
}
