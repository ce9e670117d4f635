// SPDX-License-Identifier: MIT
#include "runner/check.h"

struct wio__check wio__check;

int wio_interrupt(wio_runner *runner)
{
	if (!runner)
		runner = wio__rt.running;
	if (!runner || !atomic_load(&runner->running))
		return WIO_ENOTRUNNING;
	wio_loop *loop = runner->loop;
	unsigned n = atomic_fetch_add(&loop->interrupts, 1) + 1;
	wio__loop_attend(loop);
	wio__check_soon();
	wio__host_wake(loop);
	return (int)(n - runner->interrupts_before);
}

/* Before there is a main task an interrupt waits for it; in strict mode one
 * that comes when main is done waits for the next run or close. */
static bool must_wait(const wio_runner *runner)
{
	if (!runner || runner->closing || !atomic_load(&runner->running))
		return false;
	return !runner->main || (runner->options.strict &&
	                         runner->main->future.state != WIO__PENDING);
}

/*
 * The first interrupt of a run cancels its main task, if that is not done;
 * every other one raises at the next safe point: a wait, a check point, the
 * end of what runs now, or the poll.
 */
void wio__interrupts_take_slow(wio_loop *loop)
{
	wio_runner *runner = loop->runner;
	/* First, so that what comes in meanwhile is seen again. */
	atomic_store(&loop->attention, false);
	/* Asked anew each time: cancelling below comes by here again, and takes
	 * those that were raised meanwhile. */
	while (loop->interrupts_seen != atomic_load(&loop->interrupts) &&
	       !must_wait(runner)) {
		loop->interrupts_seen++;
		if (!runner || !atomic_load(&runner->running))
			continue;
		if (++runner->interrupts == 1 && !runner->closing &&
		    runner->main->future.state == WIO__PENDING)
			wio_task_cancel(runner->main, NULL);
		else
			loop->kills++;
	}
	if (loop->interrupts_seen != atomic_load(&loop->interrupts) ||
	    loop->kills || loop->leave || loop->closed ||
	    atomic_load(&loop->posts))
		wio__loop_attend(loop);
	if (loop->kills)
		wio__check_soon();
}
