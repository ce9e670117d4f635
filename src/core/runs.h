// SPDX-License-Identifier: MIT
#ifndef WIO_CORE_RUNS_H
#define WIO_CORE_RUNS_H

#include <stdbool.h>

#include "core/compiler.h"
#include "core/loop.h"
#include "core/runtime.h"
#include "core/task.h"

/*
 * A run that nobody drives: its main task and the tasks that come of it, so that
 * several go on in one loop, each with interrupts of its own.  Tasks without one
 * are of the run that wio_runner_run drives, whose interrupts are the loop's.
 */
struct wio__run {
	unsigned tasks; /* that have not ended, main among them */
	wio_task *main; /* NULL: it has ended */
	void *owner;    /* who has started it, for them */
	unsigned interrupts;
	int left; /* what ends a run at once, of another task than main; or 0 */
	struct wio_error *left_record;
};

/* Make a task that was just made the main one of a new run, which needs no memory. */
void wio__run_begin(struct wio__run *run, wio_task *task);

/* One that is made by a task is of its run. */
WIO__IF_LINKED void wio__run_join(wio_task *task);

/* The same as wio__future_finish, of a task that ends in a run. */
WIO__IF_LINKED void wio__run_finish(wio_task *task, enum wio__state state, int r,
                                    struct wio_error *error);

/* Who has started the run of a task, and that of the running one; NULL: nobody did. */
void wio__run_set_owner(wio_task *task, void *owner);
void *wio__run_owner(void);

/* One more interrupt.  [which one it is, from 1] */
int wio__run_interrupt(struct wio__run *run, wio_loop *loop);

/* Nothing of the run that was interrupted runs any more: its main task has it. */
WIO__IF_LINKED void wio__run_pass_on(wio_loop *loop);

/* That of the running task, if it has one. */
static inline struct wio__run *wio__run_here(void)
{
	return wio__is_linked(wio__run_finish) && wio__rt.task ? wio__rt.task->run : NULL;
}

/* At safe points of the running task: an interrupt of the loop's run or of its own. */
static inline bool wio__is_interrupted(const wio_loop *loop)
{
	const struct wio__run *run = wio__run_here();
	return run ? loop->interrupted == run : loop->kills > 0;
}

static inline void wio__interrupt_take(wio_loop *loop)
{
	if (wio__run_here())
		loop->interrupted = NULL;
	else
		loop->kills--;
}

#endif
