// SPDX-License-Identifier: MIT
#include "executor/job.h"

#include <string.h>

#include "core/call.h"
#include "core/cxx.h"
#include "core/error.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/misuse.h"
#include "core/object.h"
#include "core/runtime.h"
#include "core/task.h"
#include "executor/parcel.h"

/* Jobs that ran when their loop was closed: the context that such a one reads goes when
 * it is over, by this thread, which made it. */
static _Thread_local struct wio_job *left_behind;

static bool is_job(const wio_job *job)
{
	return job && job->kind == WIO__JOB;
}

static const struct wio__noun noun = {WIO__JOB, "job", "ended"};

static void job_release(wio_job *job)
{
	if (atomic_fetch_sub_explicit(&job->refs, 1, memory_order_acq_rel) != 1)
		return;
	wio__parcel_free(job->error);
	if (job->arg_size)
		free(job->arg);
	wio__seat_release(job->seat);
	job->kind = 0;
	free(job);
}

static void give_back(wio_job *job)
{
	if (!job->arg_size)
		wio__value_call(job->arg_free, job->arg);
	job->arg_free = NULL;
}

/* ---- its end, in the loop's thread ---- */

static wio_job *job_of(struct wio__node *node)
{
	struct wio__post *post = wio__container(node, struct wio__post, node);
	return wio__container(post, wio_job, post);
}

static void drop(struct wio__node *node)
{
	wio_job *job = job_of(node);
	wio_future *future = job->future;
	wio_context *context = job->context;
	job->future = NULL;
	job->context = NULL;
	wio__seat_leave(job->seat, &job->guest);
	give_back(job);
	job_release(job);
	wio__context_release(context);
	wio_future_release(future);
}

static void set_future(wio_job *job)
{
	wio_future *future = job->future;
	if (atomic_load(&job->state) == WIO__JOB_CANCELLED) {
		wio_future_cancel(future, NULL);
	} else if (job->result < 0) {
		wio_error *error = wio__parcel_unpack(job->error, job->result);
		job->error = NULL;
		wio__future_end(future, WIO__FINISHED, job->result, error);
	} else if (job->arg_size) {
		wio_future_set_value(future, job->result, job->arg, free);
		job->arg = NULL;
	} else {
		wio_future_set_result(future, job->result);
	}
}

static void arrive(struct wio__node *node)
{
	wio_job *job = job_of(node);
	if (!wio_future_done(job->future))
		set_future(job);
	drop(node);
}

/* ---- what a closed loop leaves behind ---- */

static void look_behind(void)
{
	for (wio_job **at = &left_behind; *at;) {
		wio_job *job = *at;
		if (atomic_load(&job->state) < WIO__JOB_CANCELLED) {
			at = &job->left;
			continue;
		}
		*at = job->left;
		wio__context_release(job->context);
		job_release(job);
	}
}

static void leave(struct wio__guest *guest)
{
	wio_job *job = wio__container(guest, wio_job, guest);
	wio_future_release(job->future);
	job->future = NULL;
	if (job->context) {
		atomic_fetch_add(&job->refs, 1);
		job->left = left_behind;
		left_behind = job;
	}
}

wio_job *wio__job_of(struct wio__guest *guest)
{
	return guest->leave == leave ? wio__container(guest, wio_job, guest) : NULL;
}

/* ---- its way, in any thread ---- */

/* The loop is to know; a closed one is told nothing. */
static void over(wio_job *job)
{
	struct wio__seat *seat = job->seat;
	/* In a step of that loop it knows at once, as asyncio's does. */
	if (job->home == &wio__rt && !seat->closed && wio__rt.stepping == seat->loop) {
		arrive(&job->post.node);
	} else if (!wio__seat_post(seat, &job->post)) {
		give_back(job);
		job_release(job);
		/* It may have been this thread's own. */
		look_behind();
	}
}

static bool step(wio_job *job, int from, int to)
{
	return atomic_compare_exchange_strong(&job->state, &from, to);
}

static bool begin(wio_job *job, const char *who)
{
	if (!is_job(job))
		return wio__noun_report(job, &noun, who);
	if (step(job, WIO__JOB_WAITS, WIO__JOB_RUNS))
		return true;
	if (atomic_load(&job->state) == WIO__JOB_CANCELLED) {
		wio__executor_end(job->executor);
		job_release(job);
	} else {
		wio__noun_release(&noun, "has begun before", who);
	}
	return false;
}

bool wio_job_begin(wio_job *job)
{
	return begin(job, "wio_job_begin");
}

/* In the thread of its loop, where an executor of the program's may run it. */
static int call_here(wio_job *job)
{
	wio__lock();
	int r = job->context ? wio_context_run(job->context, job->fn, job->arg)
	                     : wio__cxx_guard(job->fn, job->arg);
	wio__unlock();
	return r;
}

WIO__NEVER_INLINE int wio_job_call(wio_job *job)
{
	if (!is_job(job) || atomic_load(&job->state) != WIO__JOB_RUNS)
		return wio_raise(WIO_EINVAL, "wio_job_call: not a job that has begun");
	/* An earlier one's record does not go along with this one's error. */
	wio__error_set(wio__error_slot(), NULL);
	if (job->home == &wio__rt)
		return call_here(job);
	const wio_executor *outer = wio__executor_here;
	const wio_context *lent = wio__rt.lent_context;
	wio__executor_here = job->executor;
	wio__rt.lent_context = job->context;
	int r = wio__cxx_guard(job->fn, job->arg);
	wio__rt.lent_context = lent;
	wio__executor_here = outer;
	return r;
}

void wio_job_end(wio_job *job, int result)
{
	static const char who[] = "wio_job_end";
	if (!is_job(job)) {
		wio__noun_report(job, &noun, who);
		return;
	}
	if (atomic_load(&job->state) != WIO__JOB_RUNS) {
		wio__noun_release(&noun, "has not begun", who);
		return;
	}
	wio_executor *executor = job->executor;
	job->result = result;
	if (result < 0)
		job->error = wio__parcel_pack(result);
	atomic_store(&job->state, WIO__JOB_OVER);
	over(job);
	job_release(job);
	wio__executor_end(executor);
}

void wio_job_run(wio_job *job)
{
	if (begin(job, "wio_job_run"))
		wio_job_end(job, wio_job_call(job));
}

int wio_job_cancel(wio_job *job)
{
	if (!is_job(job))
		return wio_raise(WIO_EINVAL, "wio_job_cancel: not a job");
	if (!step(job, WIO__JOB_WAITS, WIO__JOB_CANCELLED))
		return 0;
	over(job);
	return 1;
}

/* ---- its beginning ---- */

static int pass_cancel(wio_future *future, void *job)
{
	if (wio_future_cancelled(future))
		wio_job_cancel(job);
	return 0;
}

static void pass_nothing(void *job)
{
	job_release(job);
}

/* Of what it needs, all that may fail. */
static int fill(wio_job *job, const wio_job_options *o)
{
	int r = wio_future_new(&job->future, job->seat->loop);
	if (r == 0 && o->context)
		r = wio__context_copy(&job->context, o->context);
	if (r == 0 && o->arg_size) {
		void *copy = wio__shared_zalloc(o->arg_size);
		if (!copy)
			return WIO_ENOMEM;
		job->arg = memcpy(copy, job->arg, o->arg_size);
		job->arg_size = o->arg_size;
	}
	if (r == 0) {
		atomic_fetch_add(&job->refs, 1);
		r = wio_future_add_done_callback(
		    job->future, pass_cancel, job,
		    &(wio_call_options){.arg_free = pass_nothing});
	}
	return r;
}

static wio_job *job_new(struct wio__seat *seat, wio_executor *executor, wio_fn *fn,
                        void *arg, const wio_job_options *o)
{
	wio_job *job = wio__shared_zalloc(sizeof *job);
	if (!job)
		return NULL;
	job->kind = WIO__JOB;
	job->executor = executor;
	job->home = &wio__rt;
	job->seat = wio__seat_retain(seat);
	job->fn = fn;
	job->arg = arg;
	job->post.node.run = arrive;
	job->post.node.drop = drop;
	job->guest.leave = leave;
	job->number = ++seat->jobs;
	if (o->name)
		strncat(job->name, o->name, sizeof job->name - 1);
	atomic_init(&job->refs, 1);
	return job;
}

static int check(wio_fn *fn, const void *arg, const wio_job_options *o,
                 const char *who)
{
	if (!fn)
		return wio_raise(WIO_EINVAL, "%s: fn is NULL", who);
	if (o->arg_size && o->arg_free)
		return wio_raise(WIO_EINVAL, "%s: arg_free with arg_size: bytes own nothing",
		                 who);
	if (o->context && !wio__context_valid(o->context))
		return wio__misuse_raise(o->context, WIO__CONTEXT, who);
	return wio__arg_check(arg, o->arg_size);
}

/* It was not taken. */
static void discard(wio_job *job)
{
	if (job->future)
		wio_future_remove_done_callback(job->future, pass_cancel, job);
	wio_future_release(job->future);
	wio__context_release(job->context);
	job_release(job);
}

/* Until submit returns, and after it, any thread may have run and ended it. */
static int hand_over(wio_future **out, wio_job *job, wio_free_fn *arg_free)
{
	job->arg_free = arg_free;
	atomic_fetch_add(&job->refs, 1);
	wio__seat_enter(job->seat, &job->guest);
	*out = wio_future_retain(job->future);
	int r = wio__executor_submit(job->executor, job);
	if (r < 0) {
		wio_future_release(*out);
		*out = NULL;
		wio__seat_leave(job->seat, &job->guest);
		job_release(job);
	}
	return r;
}

int wio__job_submit(wio_future **out, struct wio__seat *seat, wio_executor *executor,
                    wio_fn *fn, void *arg, const wio_job_options *o, const char *who)
{
	look_behind();
	int r = check(fn, arg, o, who);
	if (r == 0)
		r = wio__executor_begin(executor, who);
	if (r < 0)
		return r;
	r = WIO_ENOMEM;
	wio_job *job = job_new(seat, executor, fn, arg, o);
	if (!job)
		goto end_begun;
	r = fill(job, o);
	if (r == 0)
		r = hand_over(out, job, o->arg_free);
	if (r >= 0)
		return 0;
	discard(job);
end_begun:
	wio__executor_end(executor);
	return r;
}
