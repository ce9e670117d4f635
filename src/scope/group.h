// SPDX-License-Identifier: MIT
#ifndef WIO_GROUP_H
#define WIO_GROUP_H

#include "core/awaited.h"
#include "core/task.h"
#include "wasyncio/scope.h"

/* Who waits until a task of the group is ready (start.c). */
struct wio__starting {
	/* It has ended without; whoever waits has its error now. */
	void (*over)(struct wio__starting *starting);
};

/* A task of a group, in order of creation. */
struct wio__member {
	struct wio__awaited awaited; /* by its group */
	wio_task *task; /* NULL: it has ended well, and nobody has it */
	struct wio__starting *starting; /* NULL: its errors are the group's */
	struct wio__member *next;
	struct wio__member *previous;
	struct wio__member *failed_next; /* in order of completion */
};

/* As wio_group_create_task.  The member is the group's, until its task has ended. */
int wio__group_begin(wio_group *group, struct wio__member **out, wio_fn *fn,
                     void *arg, const wio_task_options *options, const char *who);

/* The place of a task in a group that it is of, or NULL. */
struct wio__member *wio__group_member(wio_task *task);

#endif
