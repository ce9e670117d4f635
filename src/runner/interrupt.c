// SPDX-License-Identifier: MIT
#include "runner/interrupt.h"

#include "core/canceller.h"
#include "core/error.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/pace.h"
#include "core/task.h"
#include "host.h"
#include "runner/check.h"
#include "runner/runner.h"
#include "wasyncio/error.h"

union wio__check_word wio__check_word;
struct wio__pace wio__check_pace;

int wio_interrupt(wio_runner *runner)
{
	if (!runner)
		runner = wio__rt.running;
	if (!runner || runner->object.kind != WIO__RUNNER ||
	    !atomic_load(&runner->running))
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
	if (runner->closing || !atomic_load(&runner->running))
		return false;
	return !runner->main || (runner->options.strict &&
	                         runner->main->future.state != WIO__PENDING);
}

static void nudged(struct wio__node *node)
{
	node->run = NULL;
}

/* asyncio posts a callback that does nothing, so that the poll ends: there is
 * one more iteration, also where nothing is left to do in it. */
static void nudge(wio_runner *runner)
{
	if (runner->nudge.run)
		return;
	runner->nudge.run = nudged;
	wio__loop_ready(runner->loop, &runner->nudge);
}

/*
 * The first interrupt of a run cancels its main task, if that is not done;
 * every other one raises at the next safe point: a wait, a check point, the
 * end of what runs now, or the poll.
 */
void wio__interrupts_take(wio_loop *loop)
{
	wio_runner *runner = loop->runner;
	/* Asked anew each time: cancelling below comes by here again, and takes
	 * those that were raised meanwhile. */
	while (loop->interrupts_seen != atomic_load(&loop->interrupts) &&
	       !must_wait(runner)) {
		loop->interrupts_seen++;
		if (!atomic_load(&runner->running))
			continue;
		if (++runner->interrupts == 1 && !runner->closing &&
		    runner->main->future.state == WIO__PENDING) {
			wio__task_cancel_by(runner->main, WIO_SOURCE_INTERRUPT, NULL);
			nudge(runner);
		} else {
			loop->kills++;
		}
	}
	if (loop->interrupts_seen != atomic_load(&loop->interrupts))
		wio__loop_attend(loop);
	if (loop->kills)
		wio__check_soon();
}
