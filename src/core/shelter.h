// SPDX-License-Identifier: MIT
#ifndef WIO_CORE_SHELTER_H
#define WIO_CORE_SHELTER_H

#include "core/compiler.h"
#include "core/task.h"

/*
 * A stretch of a task's code that cancels do not enter, but for those of scopes
 * which were opened within it.  Of the task's requests to cancel each shield counts
 * those from outside of it, so that what is open inside goes by its own alone.
 */
struct wio__shield {
	struct wio__shield *outer;
	int64_t mark; /* of its place among what the task has open (cleanup.h) */
	int outside;  /* requests that were there before, or that are held */
	int held;     /* by this one: they arrive when it is closed */
	struct wio_error *error; /* the message of the last of them, */
	wio__source source; /* and who asked for it */
};

/* Hold a request to cancel, in the outermost. */
WIO__IF_LINKED void wio__shield_hold(wio_task *task, struct wio_error *error);
/* One request less. */
WIO__IF_LINKED void wio__shield_forget(wio_task *task);
/* How many requests there are within the innermost shield. */
WIO__IF_LINKED int wio__shield_inside(const wio_task *task);

static inline bool wio__is_shielded(const wio_task *task)
{
	return wio__is_linked(wio__shield_hold) && task->shield;
}

/* The requests to cancel that the running code is to know of. */
static inline int wio__task_cancels_inside(const wio_task *task)
{
	return wio__is_shielded(task) ? wio__shield_inside(task) : task->cancels;
}

void wio__shield_enter(wio_task *task, struct wio__shield *shield, int64_t mark);
void wio__shield_leave(wio_task *task, struct wio__shield *shield);

#endif
