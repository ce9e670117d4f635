// SPDX-License-Identifier: MIT
/*
 * Check points that the compiler inserts, by -fsanitize-coverage=trace-pc, into
 * code that knows nothing of us (WASYNCIO_CHECK_POINTS in wasyncio.cmake).  The
 * second interrupt ends the task from there: its deferred calls run, its code
 * is not gone on with.
 */
#include "check.h"

void __sanitizer_cov_trace_pc(void);

/* By name in link.cmake: it is not inlined, so that only its call has to be
 * prepared for a suspend. */
__attribute__((noinline)) void wio__check_point(void);

void wio__check_point(void)
{
	wio_loop *loop = wio__rt.stepping;
	wio_task *task = wio__rt.task;
	/* Callbacks, deferred calls and what the runtime is in the middle of are
	 * not torn apart: the interrupt is taken behind them. */
	if (!task || task->masked || wio__rt.locked) {
		wio__check_look(NULL);
		return;
	}
	wio__check_look(loop);
	wio__interrupts_take(loop);
	if (!loop->kills)
		return;
	loop->kills--;
	wio_raise(WIO_EINTERRUPTED, "interrupted");
	wio__task_abandon(task, WIO_EINTERRUPTED);
}

void __sanitizer_cov_trace_pc(void)
{
	if (wio__check_is_due())
		wio__check_point();
}
