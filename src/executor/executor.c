// SPDX-License-Identifier: MIT
#include "executor/executor.h"

#include "core/compiler.h"
#include "core/memory.h"
#include "core/misuse.h"
#include "core/object.h"
#include "core/runtime.h"
#include "core/task.h"
#include "core/wait.h"
#include "executor/seat.h"
#include "executor/threads.h"
#include "wasyncio/error.h"
#include "wasyncio/future.h"
#include "wasyncio/loop.h"
#include "wasyncio/task.h"

_Thread_local const wio_executor *wio__executor_here;

static const struct wio__noun noun = {WIO__EXECUTOR, "executor", "released"};

static const wio_error_entry errors[] = {
    WIO_ERRORS_OF_SHUTDOWNS(WIO_ERROR_ENTRY)
};

int wio_executor_new(wio_executor **out, const wio_executor_options *options)
{
	static const char who[] = "wio_executor_new";
	*out = NULL;
	wio_executor_options given = options ? *options : (wio_executor_options){0};
	if (given.methods && !given.methods->submit)
		return wio_raise(WIO_EINVAL, "%s: methods without submit", who);
	int r = wio__keep_check(given.self, "self");
	if (r < 0)
		return r;
	if (!given.name)
		given.name = "executor";
	wio_executor *executor = wio__shared_zalloc(sizeof *executor);
	if (!executor)
		return WIO_ENOMEM;
	r = WIO_ENOMEM;
	executor->monitor = wio__monitor_new();
	if (!executor->monitor)
		goto free_executor;
	if (!given.methods &&
	    (r = wio__pool_new(&given, &given.methods, &given.self)) < 0)
		goto free_monitor;
	executor->kind = WIO__EXECUTOR;
	executor->users = 1;
	executor->methods = given.methods;
	executor->self = given.self;
	executor->shutdown_timeout =
	    given.shutdown_timeout > 0 ? given.shutdown_timeout : WIO_S(300);
	*out = executor;
	return 0;
free_monitor:
	wio__monitor_free(executor->monitor);
free_executor:
	free(executor);
	return r;
}

wio_executor *wio_executor_retain(wio_executor *executor)
{
	if (!wio__is_executor(executor)) {
		wio__noun_report(executor, &noun, "wio_executor_retain");
		return NULL;
	}
	wio__monitor_enter(executor->monitor);
	executor->users++;
	wio__monitor_leave(executor->monitor);
	return executor;
}

/* ---- what may be the program's, and cannot wait ---- */

WIO__NEVER_INLINE int wio__executor_submit(const wio_executor *executor,
                                           wio_job *job)
{
	wio__lock();
	int r = executor->methods->submit(executor->self, job);
	wio__unlock();
	return r;
}

WIO__NEVER_INLINE void wio__executor_shut_down(const wio_executor *executor,
                                               bool cancel_jobs)
{
	wio__lock();
	if (executor->methods->shutdown)
		executor->methods->shutdown(executor->self, cancel_jobs);
	wio__unlock();
}

WIO__NEVER_INLINE void wio__executor_free(wio_executor *executor)
{
	wio__lock();
	if (executor->methods->free)
		executor->methods->free(executor->self);
	wio__monitor_free(executor->monitor);
	executor->kind = 0;
	free(executor);
	wio__unlock();
}

/* ---- who uses it, and its jobs ---- */

void wio_executor_release(wio_executor *executor)
{
	if (!executor)
		return;
	if (!wio__is_executor(executor)) {
		wio__noun_report(executor, &noun, "wio_executor_release");
		return;
	}
	wio__monitor_enter(executor->monitor);
	const bool last = --executor->users == 0;
	const bool shut = executor->shut;
	if (last) {
		executor->shut = true;
		executor->pending++; /* it stays until all is said */
	}
	wio__monitor_leave(executor->monitor);
	if (!last)
		return;
	if (!shut)
		wio__executor_shut_down(executor, false);
	wio__executor_end(executor);
}

int wio__executor_begin(wio_executor *executor, const char *who)
{
	wio__monitor_enter(executor->monitor);
	const bool shut = executor->shut;
	if (!shut)
		executor->pending++;
	wio__monitor_leave(executor->monitor);
	return shut ? wio__executor_refuse(who) : 0;
}

int wio__executor_raise(const wio_executor *executor, const char *who)
{
	return wio__noun_raise(executor, &noun, who);
}

int wio__executor_refuse(const char *who)
{
	wio_register_errors(errors, sizeof errors / sizeof *errors);
	return wio_raise(WIO_ESHUTDOWN, "%s: the executor was shut down", who);
}

/* ---- who waits for the last job ---- */

/* A task that does. */
struct wio__idle {
	struct wio__idle *next; /* of the executor's waiters */
	bool listed;
	atomic_uint refs; /* the task's, and the post's */
	struct wio__post post;
	struct wio__seat *seat;
	struct wio__guest guest;
	wio_executor *executor;
	wio_future *future; /* until the task goes on */
};

static void let_go(struct wio__idle *idle)
{
	if (atomic_fetch_sub_explicit(&idle->refs, 1, memory_order_acq_rel) != 1)
		return;
	wio__seat_release(idle->seat);
	free(idle);
}

static struct wio__idle *idle_of(struct wio__node *node)
{
	struct wio__post *post = wio__container(node, struct wio__post, node);
	return wio__container(post, struct wio__idle, post);
}

static void drop(struct wio__node *node)
{
	struct wio__idle *idle = idle_of(node);
	wio__seat_leave(idle->seat, &idle->guest);
	let_go(idle);
}

static void arrive(struct wio__node *node)
{
	wio_future *future = idle_of(node)->future;
	if (future && !wio_future_done(future))
		wio_future_set_result(future, 0);
	drop(node);
}

/* Whether it was listed still. */
static bool unlist(struct wio__idle *idle)
{
	wio_executor *executor = idle->executor;
	wio__monitor_enter(executor->monitor);
	const bool was = idle->listed;
	if (was) {
		struct wio__idle **at = &executor->waiters;
		while (*at != idle)
			at = &(*at)->next;
		*at = idle->next;
		idle->listed = false;
	}
	wio__monitor_leave(executor->monitor);
	return was;
}

/* The loop was closed, and the task had its end before. */
static void leave(struct wio__guest *guest)
{
	struct wio__idle *idle = wio__container(guest, struct wio__idle, guest);
	if (unlist(idle))
		let_go(idle);
}

static void tell(struct wio__idle *idle)
{
	if (!wio__seat_post(idle->seat, &idle->post))
		let_go(idle);
}

void wio__executor_end(wio_executor *executor)
{
	struct wio__idle *waiters = NULL;
	bool gone = false;
	wio__monitor_enter(executor->monitor);
	if (--executor->pending == 0) {
		waiters = executor->waiters;
		executor->waiters = NULL;
		for (struct wio__idle *idle = waiters; idle; idle = idle->next)
			idle->listed = false;
		gone = executor->users == 0;
		wio__monitor_tell(executor->monitor);
	}
	wio__monitor_leave(executor->monitor);
	while (waiters) {
		struct wio__idle *next = waiters->next;
		tell(waiters);
		waiters = next;
	}
	if (gone)
		wio__executor_free(executor);
}

static int idle_new(struct wio__idle **out, wio_executor *executor)
{
	struct wio__seat *seat;
	int r = wio__seat_of(&seat, wio_get_running_loop());
	if (r < 0)
		return r;
	struct wio__idle *idle = wio__shared_zalloc(sizeof *idle);
	if (!idle)
		return WIO_ENOMEM;
	r = wio_future_new(&idle->future, NULL);
	if (r < 0) {
		free(idle);
		return r;
	}
	atomic_init(&idle->refs, 2);
	idle->executor = executor;
	idle->post.node.run = arrive;
	idle->post.node.drop = drop;
	idle->guest.leave = leave;
	idle->seat = wio__seat_retain(seat);
	wio__seat_enter(seat, &idle->guest);
	*out = idle;
	return 0;
}

int wio__executor_idle(wio_executor *executor)
{
	struct wio__idle *idle;
	int r = idle_new(&idle, executor);
	if (r < 0)
		return r;
	wio__monitor_enter(executor->monitor);
	idle->listed = executor->pending > 0;
	if (idle->listed) {
		struct wio__idle **end = &executor->waiters;
		while (*end)
			end = &(*end)->next;
		*end = idle;
	}
	const bool listed = idle->listed;
	wio__monitor_leave(executor->monitor);
	if (!listed)
		tell(idle);
	r = wio_await(idle->future, NULL);
	wio_future_release(idle->future);
	idle->future = NULL;
	if (unlist(idle)) {
		wio__seat_leave(idle->seat, &idle->guest);
		let_go(idle);
	}
	let_go(idle);
	return r;
}

static int block(wio_executor *executor)
{
	int r = 0;
	wio__monitor_enter(executor->monitor);
	while (executor->pending > 0 && r == 0)
		r = wio__monitor_wait(executor->monitor, WIO_FOREVER);
	wio__monitor_leave(executor->monitor);
	return r;
}

int wio_executor_shutdown(wio_executor *executor, bool wait, bool cancel_jobs)
{
	static const char who[] = "wio_executor_shutdown";
	if (!wio__is_executor(executor))
		return wio__executor_raise(executor, who);
	int r = wait ? wio__wait_check_end() : 0;
	wio_executor_retain(executor);
	wio__monitor_enter(executor->monitor);
	executor->shut = true;
	wio__monitor_leave(executor->monitor);
	wio__executor_shut_down(executor, cancel_jobs);
	if (r < 0)
		wait = false;
	if (wait && wio__executor_here == executor)
		r = wio_raise(WIO_EDEADLK, "%s: one of its own jobs would wait for itself",
		              who);
	else if (wait)
		r = wio_current_task() ? wio__executor_idle(executor) : block(executor);
	wio_executor_release(executor);
	return r;
}
