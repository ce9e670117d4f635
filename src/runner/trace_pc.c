// SPDX-License-Identifier: MIT
/*
 * Check points that the compiler inserts, by -fsanitize-coverage=trace-pc, into
 * code that knows nothing of us (WASYNCIO_CHECK_POINTS in wasyncio.cmake).  The
 * second interrupt ends the task from there: its deferred calls run, its code
 * is not gone on with.
 */
#include "core/loop.h"
#include "core/runs.h"
#include "core/task.h"
#include "coro.h"
#include "runner/check.h"
#include "wasyncio/error.h"

void __sanitizer_cov_trace_pc(void);

/* By name in link.cmake, as wio__check_asked. */
__attribute__((noinline)) void wio__check_point(void);

/* Only when the code is left is the interrupt taken: a frame of the host's may
 * hold that up, and then it is raised again. */
static int interrupted(void *arg)
{
	wio_task *task = arg;
	wio__interrupt_take(task->future.loop);
	wio_raise(WIO_EINTERRUPTED, "interrupted");
	wio__task_abandon(task, WIO_EINTERRUPTED);
}

/* A throw may have to pass through frames of the host. */
static bool may_leave(void)
{
#ifdef WIO__HOST_PASSES_THROWS
	return true;
#else
	return wio__coro_can_suspend();
#endif
}

static void put_off(void)
{
#ifdef WIO__CHECK_COUNTS
	wio__check_again();
#endif
}

void wio__check_point(void)
{
	wio_loop *loop = wio__rt.stepping;
	wio_task *task = wio__rt.task;
	wio__coro_look();
	/* Callbacks, deferred calls and what the runtime is in the middle of are
	 * not torn apart: the interrupt is taken behind them. */
	if (!task || task->masked || wio__rt.locked || !may_leave()) {
		put_off();
		return;
	}
	wio__check_look(loop);
	wio__loop_look(loop);
	if (wio__is_interrupted(loop))
		wio__coro_leap_out(interrupted, task);
}

void __sanitizer_cov_trace_pc(void)
{
	if (wio__check_is_due(WIO__CHECK_INSERTED))
		wio__check_point();
}
