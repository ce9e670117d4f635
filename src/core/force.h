// SPDX-License-Identifier: MIT
#ifndef WIO_CORE_FORCE_H
#define WIO_CORE_FORCE_H

#include "core/compiler.h"
#include "core/task.h"

/* What ends a task that goes on after a cancel, in two steps: the wait that it is in
 * is interrupted; then each one is, before it begins, until the task has ended or
 * is abandoned at one (wait.c).  Its cleanups may wait. */
enum wio__force { WIO__FORCE_NOT, WIO__FORCE_ONCE, WIO__FORCE_ALWAYS };

/* The next step. */
void wio__task_force(wio_task *task);

/* The wait that it is in ends with this error. */
void wio__task_end_wait(wio_task *task, int error);

/* Instead of a wait. */
WIO__IF_LINKED int wio__force_refuse(wio_task *task);

/* The result of one that was forced: an interrupt that was meant for it alone is a
 * cancel to others. */
WIO__IF_LINKED int wio__force_settle(wio_task *task, int r);

static inline bool wio__is_forced(const wio_task *task)
{
	return wio__is_linked(wio__force_settle) && task->forced == WIO__FORCE_ALWAYS &&
	       !task->masked;
}

#endif
