// SPDX-License-Identifier: MIT
#ifndef WIO_CLEANUP_H
#define WIO_CLEANUP_H

#include <stdint.h>

#include "core/compiler.h"
#include "wasyncio/types.h"

/* Something to be called when the task ends: a deferred call, or a scope that
 * is open.  It gets the task's result so far and gives the new one. */
struct wio__cleanup {
	struct wio__cleanup *next; /* registered before it */
	int (*call)(struct wio__cleanup *cleanup, int r);
	const char *scope; /* what it is called; NULL: a deferred call */
	const char *place; /* of the call that opened it, if that is known */
	int64_t mark;      /* larger than all that were there before */
};

void wio__cleanup_push(wio_task *task, struct wio__cleanup *cleanup);
void wio__cleanup_remove(wio_task *task, struct wio__cleanup *cleanup);
/* The innermost scope that is open, also of generators that the task is in, and inside
 * of base; NULL: there is none. */
const struct wio__cleanup *wio__cleanup_scope(const wio_task *task,
                                              const struct wio__cleanup *base);
/* Call all that there are, last in, first out; the result replaces r where they
 * fail. */
WIO__IF_LINKED int wio__cleanup_run_all(wio_task *task, int r);

#endif
