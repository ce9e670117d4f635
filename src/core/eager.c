// SPDX-License-Identifier: MIT
/* Tasks that have their first step in the call that makes them. */
#include "core/eager.h"

#include "core/context.h"
#include "core/error.h"
#include "core/loop.h"
#include "core/runtime.h"
#include "core/task.h"
#include "coro.h"
#include "wasyncio/loop.h"

struct wio_start {
	bool is_eager;
};

const wio_start wio__eager = {true};
const wio_start wio__lazy = {false};

int wio_loop_set_eager_start(wio_loop *loop, const wio_start *eager_start)
{
	int r = wio__loop_check(loop, "wio_loop_set_eager_start");
	if (r < 0)
		return r;
	if (eager_start != WIO_START_EAGER && eager_start != WIO_START_LAZY)
		return wio_raise(WIO_EINVAL, "wio_loop_set_eager_start: neither WIO_START_EAGER "
		                             "nor WIO_START_LAZY");
	loop->eager_start = eager_start;
	return 0;
}

bool wio__eager_is_wanted(const wio_loop *loop, const wio_task_options *options)
{
	const wio_start *start = options ? options->eager_start : NULL;
	if (!start)
		start = loop->eager_start;
	return start && start->is_eager && wio__rt.stepping == loop;
}

/* Why it cannot start here. */
static int check(const wio_loop *loop, const wio_task *task)
{
	if (task->call.context->entered)
		return wio_raise(WIO_EENTERED, "the task's context is entered already");
	return task->shares_stack && !wio__shared_has_room(loop->stack) ? WIO_ENOMEM : 0;
}

/* It has ended with what ends a run: its maker is given that.  Nobody has looked at
 * the task for all that, which is reported, as in asyncio. */
static int give(const wio_task *task)
{
	if (task->future.error)
		wio__error_set(wio__error_slot(), wio_error_retain(task->future.error));
	return task->future.result;
}

int wio__eager_begin(wio_loop *loop, wio_task *task, wio_task **out)
{
	/* A stack that it may share has this one's frames. */
	struct wio__shared *under =
	    wio__rt.task ? wio__coro_shared(wio__rt.task->coro) : NULL;
	const bool was_taken = wio__shared_take(under, true);
	int r = check(loop, task);
	if (r < 0) {
		wio__task_discard(task);
	} else {
		task->eager = true;
		wio__task_run_now(loop, task);
		task->eager = false;
		if (task->future.state == WIO__FINISHED && wio__leaves(task->future.result))
			r = give(task);
		if (out && r == 0)
			*out = task;
		else
			wio__task_release(task);
	}
	wio__shared_take(under, was_taken);
	return r;
}
