// SPDX-License-Identifier: MIT
/* The default executor of a loop, and what is run in it. */
#include <string.h>

#include "core/call.h"
#include "core/format.h"
#include "core/loop.h"
#include "core/wait.h"
#include "executor/executor.h"
#include "executor/job.h"
#include "executor/seat.h"
#include "wasyncio/context.h"
#include "wasyncio/error.h"
#include "wasyncio/future.h"
#include "wasyncio/scope.h"
#include "wasyncio/task.h"

static int seat_here(struct wio__seat **out, const char *who)
{
	wio_loop *loop = wio_get_running_loop();
	return loop ? wio__seat_of(out, loop)
	            : wio_raise(WIO_ENOTRUNNING, "%s: no loop is running", who);
}

static int end_default(struct wio__seat *seat);

static void let_go(struct wio__seat *seat)
{
	wio_executor_release(seat->executor);
	seat->executor = NULL;
}

static void set_default(struct wio__seat *seat, wio_executor *executor)
{
	if (seat->executor)
		let_go(seat);
	seat->executor = executor;
	seat->shut_down = end_default;
	seat->let_go = let_go;
}

/* [0, WIO_ESHUTDOWN, WIO_ENOTSUP, WIO_ENOMEM] */
static int get_default(wio_executor **out, struct wio__seat *seat, const char *who)
{
	if (seat->shut)
		return wio__executor_refuse(who);
	if (!seat->executor) {
		wio_executor *executor;
		int r = wio_executor_new(&executor,
		                         &(wio_executor_options){.name = "asyncio"});
		if (r < 0)
			return r;
		set_default(seat, executor);
	}
	*out = seat->executor;
	return 0;
}

static int run_in(wio_future **out, wio_executor *executor, wio_fn *fn, void *arg,
                  const wio_job_options *options, const char *who)
{
	struct wio__seat *seat;
	if (executor && !wio__is_executor(executor))
		return wio__executor_raise(executor, who);
	int r = seat_here(&seat, who);
	if (r == 0 && !executor)
		r = get_default(&executor, seat, who);
	return r < 0 ? r : wio__job_submit(out, seat, executor, fn, arg, options, who);
}

int wio_run_in_executor(wio_future **out, wio_executor *executor, wio_fn *fn,
                        void *arg, const wio_job_options *options)
{
	static const wio_job_options none;
	const wio_job_options *o = options ? options : &none;
	*out = NULL;
	int r = run_in(out, executor, fn, arg, o, "wio_run_in_executor");
	if (r < 0)
		wio__value_call(o->arg_free, arg);
	return r;
}

/* Where nothing can wait, no job is begun.  [0, the wait errors] */
static int check(void)
{
	return wio_get_running_loop() ? wio__wait_check() : 0;
}

int wio_executor_call(wio_fn *fn, void *bytes, size_t size)
{
	static const char who[] = "wio_executor_call";
	wio_future *future = NULL;
	int r = size ? check() : wio_raise(WIO_EINVAL, "%s: size is 0", who);
	if (r == 0)
		r = run_in(&future, NULL, fn, bytes, &(wio_job_options){.arg_size = size},
		           who);
	if (r == 0) {
		r = wio_await(future, NULL);
		const void *value = wio_future_value(future);
		if (r >= 0 && value)
			memcpy(bytes, value, size);
	}
	wio_future_release(future);
	return r;
}

int wio_to_thread(wio_fn *fn, void *arg)
{
	wio_future *future = NULL;
	int r = check();
	if (r == 0)
		r = run_in(&future, NULL, fn, arg,
		           &(wio_job_options){.context = wio_context_current()},
		           "wio_to_thread");
	if (r == 0)
		r = wio_await(future, NULL);
	wio_future_release(future);
	return r;
}

int wio_set_default_executor(wio_executor *executor)
{
	static const char who[] = "wio_set_default_executor";
	struct wio__seat *seat;
	if (!wio__is_executor(executor))
		return wio__executor_raise(executor, who);
	int r = seat_here(&seat, who);
	if (r < 0)
		return r;
	set_default(seat, wio_executor_retain(executor));
	return 0;
}

/* ---- its end ---- */

/* Say which jobs of this loop still run, or wait to.  With none, and no time, one may
 * have told us that it is over, but not yet the executor. */
static void report(const struct wio__seat *seat, const wio_executor *executor,
                   int64_t timeout)
{
	char text[256];
	size_t n = wio__format(text, sizeof text,
	                       "the default executor did not end in time; still there:");
	const size_t none = n;
	for (struct wio__guest *guest = seat->guests; guest; guest = guest->next) {
		const struct wio_job *job = wio__job_of(guest);
		if (!job || job->executor != executor || n >= sizeof text)
			continue;
		n += *job->name ? wio__format(text + n, sizeof text - n, " %s", job->name)
		                : wio__format(text + n, sizeof text - n, " Job-%u",
		                              job->number);
	}
	if (n == none && timeout <= 0)
		return;
	if (n == none)
		wio__format(text + n, sizeof text - n, " jobs of other loops");
	wio_loop_call_exception_handler(seat->loop,
	                                &(wio_report){.kind = WIO_REPORT_SHUTDOWN,
	                                              .message = text});
}

/* [whether its jobs are over, the wait errors, WIO_ENOMEM] */
static int wait_for(wio_executor *executor, int64_t timeout)
{
	wio_timeout *limit;
	/* One of them would wait for itself. */
	if (wio__executor_here == executor)
		return 0;
	int r = wio_timeout_open(&limit, timeout);
	if (r < 0)
		return r;
	r = wio_timeout_close(limit, wio__executor_idle(executor));
	return r == WIO_ETIMEDOUT ? 0 : r < 0 ? r : 1;
}

static int shut_down(struct wio__seat *seat, int64_t timeout)
{
	wio_executor *executor = seat->executor;
	seat->shut = true;
	if (!executor)
		return 0;
	wio_executor_retain(executor);
	wio_executor_shutdown(executor, false, false);
	int r = wait_for(executor, timeout);
	/* Or the loop is closed before: the close was interrupted, or had a deadline. */
	if (r == 0 || r == WIO_ECLOSED)
		report(seat, executor, timeout);
	wio_executor_release(executor);
	return r < 0 ? r : 0;
}

static int end_default(struct wio__seat *seat)
{
	return shut_down(seat, seat->executor->shutdown_timeout);
}

int wio_shutdown_default_executor(int64_t timeout)
{
	struct wio__seat *seat;
	int r = wio__wait_check_end();
	if (r == 0)
		r = seat_here(&seat, "wio_shutdown_default_executor");
	return r < 0 ? r : shut_down(seat, timeout);
}
