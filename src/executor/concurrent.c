// SPDX-License-Identifier: MIT
/* Tasks for other threads. */
#include <string.h>

#include "core/call.h"
#include "core/callback.h"
#include "core/error.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/misuse.h"
#include "core/object.h"
#include "core/runtime.h"
#include "core/task.h"
#include "executor/executor.h"
#include "executor/parcel.h"
#include "executor/seat.h"
#include "executor/threads.h"
#include "wasyncio/error.h"
#include "wasyncio/future.h"
#include "wasyncio/task.h"

enum state { PENDING, DONE, CANCELLED };

struct wio_concurrent {
	enum wio__kind kind;
	atomic_uint refs;
	struct wio__monitor *monitor;
	struct wio__runtime *home; /* of the loop's thread */
	/* Inside the monitor. */
	enum state state;
	int result;
	struct wio__parcel *error;
	bool arrived;       /* it has a seat */
	bool passes_cancel; /* cancel is posted */
	struct wio__seat *seat;
	/* Of the loop's thread alone, once it has arrived. */
	struct wio__post post;
	struct wio__post cancel;
	struct wio__guest guest;
	bool seated;
	bool told; /* how the task ended */
	wio_task *task;
	wio_loop *loop;
	wio_fn *fn;
	void *arg;
	wio_free_fn *arg_free;
	size_t arg_size; /* not zero: it stands behind */
};

static bool is_concurrent(const wio_concurrent *c)
{
	return c && c->kind == WIO__CONCURRENT;
}

static const struct wio__noun noun = {WIO__CONCURRENT, "concurrent future",
                                      "released"};

static int refuse(const wio_concurrent *c, const char *who)
{
	return wio__noun_raise(c, &noun, who);
}

wio_concurrent *wio_concurrent_retain(wio_concurrent *c)
{
	if (!is_concurrent(c)) {
		wio__noun_report(c, &noun, "wio_concurrent_retain");
		return NULL;
	}
	atomic_fetch_add_explicit(&c->refs, 1, memory_order_relaxed);
	return c;
}

void wio_concurrent_release(wio_concurrent *c)
{
	if (!c)
		return;
	if (!is_concurrent(c)) {
		wio__noun_report(c, &noun, "wio_concurrent_release");
		return;
	}
	if (atomic_fetch_sub_explicit(&c->refs, 1, memory_order_acq_rel) != 1)
		return;
	if (c->seat)
		wio__seat_release(c->seat);
	wio__parcel_free(c->error);
	wio__monitor_free(c->monitor);
	c->kind = 0;
	free(c);
}

static void finish(wio_concurrent *c, enum state state, int result)
{
	wio__monitor_enter(c->monitor);
	if (c->state == PENDING) {
		c->state = state;
		c->result = result;
		if (result < 0)
			c->error = wio__parcel_pack(result);
		wio__monitor_tell(c->monitor);
	}
	wio__monitor_leave(c->monitor);
}

/* ---- in the loop's thread ---- */

static wio_concurrent *owner_of(struct wio__node *node, size_t offset)
{
	struct wio__post *post = wio__container(node, struct wio__post, node);
	return (wio_concurrent *)((char *)post - offset);
}

/* It has nothing to do with the loop any more. */
static void go(wio_concurrent *c)
{
	if (c->seated)
		wio__seat_leave(c->seat, &c->guest);
	c->seated = false;
	wio_task_release(c->task);
	c->task = NULL;
}

static int task_done(wio_future *future, void *arg)
{
	wio_concurrent *c = arg;
	const bool cancelled = wio_future_cancelled(future);
	c->told = true;
	finish(c, cancelled ? CANCELLED : DONE, wio_future_result(future));
	return 0;
}

/* Called, or dropped with its loop. */
static void end_callback(void *arg)
{
	wio_concurrent *c = arg;
	if (!c->told)
		finish(c, DONE, wio_raise(WIO_ECLOSED, "the loop was closed before"));
	go(c);
	wio_concurrent_release(c);
}

static void leave(struct wio__guest *guest)
{
	wio_concurrent *c = wio__container(guest, wio_concurrent, guest);
	c->seated = false;
	go(c);
}

static void end_cancel(struct wio__node *node)
{
	wio_concurrent_release(owner_of(node, offsetof(wio_concurrent, cancel)));
}

static void run_cancel(struct wio__node *node)
{
	wio_concurrent *c = owner_of(node, offsetof(wio_concurrent, cancel));
	if (c->task)
		wio_task_cancel(c->task, NULL);
	wio_concurrent_release(c);
}

/* Inside the monitor. */
static void post_cancel(wio_concurrent *c)
{
	if (!c->arrived || c->passes_cancel)
		return;
	if (c->home == &wio__rt && wio__rt.stepping == c->loop) {
		if (c->task)
			wio_task_cancel(c->task, NULL);
		return;
	}
	c->passes_cancel = true;
	wio_concurrent_retain(c);
	if (!wio__seat_post(c->seat, &c->cancel))
		wio_concurrent_release(c);
}

static int begin(wio_concurrent *c)
{
	struct wio__seat *seat;
	int r = wio__seat_of(&seat, c->loop);
	if (r == 0) {
		wio_task_options options = {.arg_size = c->arg_size, .arg_free = c->arg_free};
		c->arg_free = NULL;
		r = wio_loop_create_task(c->loop, &c->task, c->fn, c->arg, &options);
	}
	if (r < 0)
		return r;
	wio_task *task = wio_task_retain(c->task);
	wio_concurrent_retain(c);
	c->told = true; /* where it fails, by who called this */
	r = wio_future_add_done_callback(wio_task_future(task), task_done, c,
	                                 &(wio_call_options){.arg_free = end_callback});
	if (r < 0)
		wio_task_cancel(task, NULL);
	wio_task_release(task);
	if (r < 0)
		return r;
	c->told = false;
	wio__seat_enter(seat, &c->guest);
	c->seated = true;
	wio__monitor_enter(c->monitor);
	c->seat = wio__seat_retain(seat);
	c->arrived = true;
	if (c->state == CANCELLED)
		post_cancel(c);
	wio__monitor_leave(c->monitor);
	return 0;
}

static void arrive(struct wio__node *node)
{
	wio_concurrent *c = owner_of(node, offsetof(wio_concurrent, post));
	int r = begin(c);
	if (r < 0) {
		wio__value_call(c->arg_free, c->arg);
		finish(c, DONE, r);
		go(c);
		/* An eager one has ended the run. */
		if (wio__leaves(r))
			wio__callback_result(c->loop, r, NULL);
	}
	wio_concurrent_release(c);
}

static void drop(struct wio__node *node)
{
	wio_concurrent *c = owner_of(node, offsetof(wio_concurrent, post));
	wio__value_call(c->arg_free, c->arg);
	end_callback(c);
}

/* ---- in any ---- */

static wio_concurrent *concurrent_new(wio_loop *loop, wio_fn *fn, void *arg,
                                      const wio_call_options *o)
{
	const size_t offset = (sizeof(wio_concurrent) + 15) & ~(size_t)15;
	if (o->arg_size > SIZE_MAX - offset)
		return NULL;
	wio_concurrent *c = wio__shared_zalloc(offset + o->arg_size);
	if (!c)
		return NULL;
	c->monitor = wio__monitor_new();
	if (!c->monitor) {
		free(c);
		return NULL;
	}
	c->kind = WIO__CONCURRENT;
	atomic_init(&c->refs, 2);
	c->home = loop->home;
	c->post.node.run = arrive;
	c->post.node.drop = drop;
	c->cancel.node.run = run_cancel;
	c->cancel.node.drop = end_cancel;
	c->guest.leave = leave;
	c->loop = loop;
	c->fn = fn;
	c->arg = arg;
	c->arg_size = o->arg_size;
	c->arg_free = o->arg_free;
	if (o->arg_size)
		c->arg = memcpy((char *)c + offset, arg, o->arg_size);
	return c;
}

static int check(const wio_loop *loop, wio_fn *fn, const void *arg,
                 const wio_call_options *o, const char *who)
{
	if (!wio__is(loop, WIO__LOOP))
		return wio__misuse_raise(loop, WIO__LOOP, who);
	if (!fn)
		return wio_raise(WIO_EINVAL, "%s: fn is NULL", who);
	if (o->context)
		return wio_raise(WIO_EINVAL, "%s: a context is of one thread", who);
	if (loop->closed)
		return wio_raise(WIO_ECLOSED, "%s: the loop is closed", who);
	int r = wio__threads_check(who);
	return r < 0 ? r : wio__arg_check(arg, o->arg_size);
}

int wio_run_coroutine_threadsafe(wio_concurrent **out, wio_loop *loop, wio_fn *fn,
                                 void *arg, const wio_call_options *options)
{
	static const wio_call_options none;
	const wio_call_options *o = options ? options : &none;
	*out = NULL;
	wio__threads_visit();
	int r = check(loop, fn, arg, o, "wio_run_coroutine_threadsafe");
	wio_concurrent *c = NULL;
	if (r == 0 && !(c = concurrent_new(loop, fn, arg, o)))
		r = WIO_ENOMEM;
	if (r < 0) {
		wio__value_call(o->arg_free, arg);
		return r;
	}
	*out = c;
	wio__post_send(loop, &c->post);
	return 0;
}

static int wait_for(wio_concurrent *c, int64_t timeout)
{
	const int64_t until = wio__time_after(wio__host_now(), timeout);
	int r = 0;
	while (c->state == PENDING && r == 0)
		r = wio__monitor_wait(c->monitor, until);
	if (r < 0)
		return wio_raise(r, "wio_concurrent_result: the task is not done yet");
	if (c->state == CANCELLED)
		return wio_raise(WIO_ECANCELED, "the task was cancelled");
	return c->result < 0 ? wio__parcel_raise(c->error, c->result) : c->result;
}

int wio_concurrent_result(wio_concurrent *c, int64_t timeout)
{
	static const char who[] = "wio_concurrent_result";
	wio__threads_visit();
	if (!is_concurrent(c))
		return refuse(c, who);
	if (c->home == &wio__rt && timeout > 0 && !wio_concurrent_done(c))
		return wio_raise(WIO_EDEADLK, "%s: the loop's own thread would wait for itself",
		                 who);
	wio__monitor_enter(c->monitor);
	int r = wait_for(c, timeout);
	wio__monitor_leave(c->monitor);
	return r;
}

int wio_concurrent_cancel(wio_concurrent *c)
{
	if (!is_concurrent(c))
		return refuse(c, "wio_concurrent_cancel");
	wio__monitor_enter(c->monitor);
	const int r = c->state == PENDING;
	if (r) {
		c->state = CANCELLED;
		c->result = WIO_ECANCELED;
		wio__monitor_tell(c->monitor);
		post_cancel(c);
	}
	wio__monitor_leave(c->monitor);
	return r;
}

bool wio_concurrent_done(wio_concurrent *c)
{
	if (!is_concurrent(c))
		return wio__noun_report(c, &noun, "wio_concurrent_done");
	wio__monitor_enter(c->monitor);
	const bool done = c->state != PENDING;
	wio__monitor_leave(c->monitor);
	return done;
}
