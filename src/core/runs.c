// SPDX-License-Identifier: MIT
/* Runs that nobody drives: see runs.h. */
#include "core/runs.h"

#include "core/canceller.h"
#include "core/error.h"
#include "core/force.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/runtime.h"

void wio__run_begin(struct wio__run *run, wio_task *task)
{
	if (task->run)
		task->run->tasks--;
	*run = (struct wio__run){.tasks = 1, .main = task};
	task->run = run;
}

void wio__run_join(wio_task *task)
{
	if (!wio__rt.task || !wio__rt.task->run)
		return;
	task->run = wio__rt.task->run;
	task->run->tasks++;
}

void wio__run_set_owner(wio_task *task, void *owner)
{
	task->run->owner = owner;
}

void *wio__run_owner(void)
{
	const wio_task *task = wio__rt.task;
	return task && task->run ? task->run->owner : NULL;
}

/* ---- its end ---- */

static void release(struct wio__run *run)
{
	if (--run->tasks > 0)
		return;
	wio__error_set(&run->left_record, NULL);
	wio__free(run, sizeof *run);
}

/* What ends a run at once ends this one, with its cleanups. */
static void leave(wio_task *task, int r, struct wio_error *error)
{
	struct wio__run *run = task->run;
	if (!run->main || run->left || task->eager)
		return;
	run->left = r;
	run->left_record = wio_error_retain(error);
	wio__task_cancel_by(run->main, WIO_SOURCE_INTERRUPT, NULL);
}

void wio__run_finish(wio_task *task, enum wio__state state, int r,
                     struct wio_error *error)
{
	struct wio__run *run = task->run;
	wio_loop *loop = task->future.loop;
	if (task == run->main) {
		run->main = NULL;
		if (loop->interrupted == run)
			loop->interrupted = NULL;
		/* As Runner.run has it: an interrupt that went through all of it. */
		if (run->left && !loop->closed) {
			state = WIO__FINISHED;
			r = run->left;
			wio__error_set(&error, wio_error_retain(run->left_record));
		} else if (r == WIO_ECANCELED && run->interrupts > 0 && task->cancels == 1) {
			state = WIO__FINISHED;
			r = WIO_EINTERRUPTED;
			wio__error_set(&error, wio__error_new(r, "interrupted"));
		}
	} else if (wio__leaves(r)) {
		leave(task, r, error);
	}
	task->run = NULL;
	release(run);
	wio__future_finish(&task->future, state, r, error);
}

/* ---- interrupts ---- */

static bool runs(const struct wio__run *run, const wio_loop *loop)
{
	return (wio__rt.task && wio__rt.task->run == run) ||
	       (loop->preempted && loop->preempted->run == run);
}

int wio__run_interrupt(struct wio__run *run, wio_loop *loop)
{
	if (++run->interrupts == 1) {
		wio__task_cancel_by(run->main, WIO_SOURCE_INTERRUPT, NULL);
	} else if (runs(run, loop)) {
		loop->interrupted = run;
		wio__loop_attend(loop);
	} else if (run->main->started) {
		wio__task_end_wait(run->main, WIO_EINTERRUPTED);
	}
	return (int)run->interrupts;
}

void wio__run_pass_on(wio_loop *loop)
{
	struct wio__run *run = loop->interrupted;
	loop->interrupted = NULL;
	wio__task_end_wait(run->main, WIO_EINTERRUPTED);
}
