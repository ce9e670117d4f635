// SPDX-License-Identifier: MIT
#include "core/call.h"
#include "core/canceller.h"
#include "core/error.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/object.h"
#include "core/task.h"
#include "core/wait.h"
#include "coro.h"
#include "scope/group.h"
#include "wasyncio/scope.h"

struct start {
	struct wio__starting starting;
	struct wio_future ready; /* what the caller waits for */
	wio_task *task;
	int value; /* with which it was ready */
	bool is_ready;
	bool ended; /* without */
};

static void tell(struct start *start)
{
	if (start->ready.state == WIO__PENDING)
		wio__future_finish(&start->ready, WIO__FINISHED, 0, NULL);
}

static void over(struct wio__starting *starting)
{
	struct start *start = wio__container(starting, struct start, starting);
	start->ended = true;
	tell(start);
}

/* Until it is ready or has ended; a cancel meanwhile is for it, too.
 * [0, WIO_ECANCELED, what tore the wait off] */
static int wait_for(struct start *start, wio_loop *loop)
{
	int cancelled = 0, r;
	struct wio_error *error = NULL;
	do {
		start->ready = (struct wio_future){0};
		wio__future_init(&start->ready, WIO__FUTURE, loop);
		start->ready.object.refs = 2; /* ours; never freed by itself */
		r = wio_await_future(&start->ready, NULL);
		wio__future_fini(&start->ready);
		if (r == WIO_ECANCELED) {
			cancelled = r;
			wio__error_set(&error, wio_error_retain(wio_last_error()));
		}
		if (r < 0 && !start->ended && !start->is_ready)
			wio__task_cancel_by(start->task, WIO_SOURCE_TASK, wio__rt.task);
	} while (r == WIO_ECANCELED && !start->ended && !start->is_ready);
	if (r == 0 && cancelled)
		wio__error_set(wio__error_slot(), wio_error_retain(error));
	wio_error_release(error);
	return r < 0 ? r : cancelled;
}

/* What became of it: r is that of the wait. */
static int outcome(struct start *start, int r)
{
	if (r < 0 && r != WIO_ECANCELED)
		return r;
	if (!start->ended)
		return r < 0 ? r : start->value;
	wio_future *future = &start->task->future;
	if (r < 0 && (future->result >= 0 || future->result == WIO_ECANCELED))
		return r;
	r = wio__future_outcome(future);
	return r < 0 ? r
	             : wio_raise(WIO_ESTATE, "task '%s' ended without wio_group_started",
	                         wio__task_name(start->task));
}

int wio_group_start(wio_group *group, wio_task **out, wio_fn *fn, void *arg,
                    const wio_task_options *options)
{
	struct wio__member *member;
	struct start *start = NULL;
	if (out)
		*out = NULL;
	int r = wio__wait_check();
	if (r == 0 && !(start = wio__zalloc(sizeof *start)))
		r = WIO_ENOMEM;
	if (r < 0) {
		if (options)
			wio__value_call(options->arg_free, arg);
		return r;
	}
	/* It is to find who waits for it. */
	wio_task_options own = options ? *options : (wio_task_options){0};
	own.eager_start = WIO_START_LAZY;
	r = wio__group_begin(group, &member, fn, arg, &own, "wio_group_start");
	if (r == 0) {
		wio_loop *loop = wio__rt.task->future.loop;
		start->starting.over = over;
		start->task = wio__task_retain(member->task);
		member->starting = &start->starting;
		r = wait_for(start, loop);
		/* Torn off: from now on it is one of the others. */
		if (!start->ended && !start->is_ready)
			member->starting = NULL;
		r = outcome(start, r);
		if (r >= 0 && out)
			*out = wio__task_retain(start->task);
		wio__task_release(start->task);
	}
	wio__free(start, sizeof *start);
	return r;
}

int wio_group_started(int value)
{
	wio__coro_room();
	wio_task *task = wio__rt.task;
	if (!task)
		return wio_raise(WIO_ENOTRUNNING, "wio_group_started: not inside a task");
	if (value < 0)
		return wio_raise(WIO_EINVAL, "wio_group_started: %d is negative", value);
	struct wio__member *member = wio__group_member(task);
	if (!member || !member->starting)
		return wio_raise(WIO_ESTATE,
		                 "wio_group_started: nobody waits for task '%s' to start",
		                 wio__task_name(task));
	struct start *start =
	    wio__container(member->starting, struct start, starting);
	member->starting = NULL;
	start->value = value;
	start->is_ready = true;
	tell(start);
	return 0;
}
