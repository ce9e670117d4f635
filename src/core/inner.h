// SPDX-License-Identifier: MIT
#ifndef WIO_CORE_INNER_H
#define WIO_CORE_INNER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/cleanup.h"
#include "core/task.h"
#include "coro.h"

/*
 * A coroutine that tasks enter, and that runs as part of the one that is in it: its
 * waits are that task's, what it defers is its own.
 *
 *     loop              task              inner
 *      | --- resume ---> | --- enter ----> |
 *      |                 | <-- leave ----- |   with what it has for who entered
 *      |                 | --- enter ----> |
 *      |                 | <-- it waits -- |   so the task does
 *      | <-- suspend --- |                 |
 *      | --- resume ---> | --- resume ---> |   and goes on in there
 *
 * So a way back is one switch that the loop has no part in.
 */
struct wio__inner {
	struct wio__coro *coro; /* NULL: it has ended */
	wio_task *task;         /* that is in it, or NULL */
	struct wio__inner *outer; /* in which that is as well */
	/* While a task is in it, what that had before; else what it has itself. */
	struct wio__cleanup *cleanups;
	struct wio__protect *protect;
	/* Of the task, as they were when it came. */
	const struct wio__context_scope *scopes;
	struct wio_error *ended; /* the future's slot for records (cleanup.c) */
	int masked;
	bool leaves;
};

/* In a zeroed object.  [0, WIO_ESTACK size is too small, WIO_ENOMEM] */
int wio__inner_init(struct wio__inner *inner, size_t size, wio_fn *fn, void *arg);
/* It never began: nothing is in it. */
void wio__inner_discard(struct wio__inner *inner);

/* Let the running task enter one that has not ended and that no task is in.
 * [suspends] [1 it left, 0 it has ended, with *result] */
int wio__inner_enter(struct wio__inner *inner, int *result);

/* Why that which the running task is in cannot be left here and now.
 * [0 it can, WIO_ENOSUSPEND, WIO_ESTATE] */
int wio__inner_check(const wio_task *task, const char *who);
/* Mostly it can.  To leave is to set leaves and suspend. */
static inline bool wio__inner_is_free(const wio_task *task)
{
	return !task->cleanups && task->scopes == task->inner->scopes &&
	       task->masked == task->inner->masked && wio__coro_host_depth == 0 &&
	       !wio__coro_in_exception();
}

#endif
