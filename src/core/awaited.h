// SPDX-License-Identifier: MIT
#ifndef WIO_AWAITED_H
#define WIO_AWAITED_H

#include "core/queue.h"
#include "wasyncio/types.h"

struct wio__awaited;

/* A task that waits for others by done-callbacks: for those of its group, for those
 * that it gave to one call.  Who looks at what they are watched by finds it here. */
struct wio__awaiter {
	wio_task *task;   /* NULL: it waits no more */
	const char *call; /* by which it waits */
	/* In the iteration after one of them was done. */
	void (*done)(struct wio__awaited *awaited);
};

/* What each of them is watched by. */
struct wio__awaited {
	struct wio__link link; /* run: wio__awaited_run */
	struct wio__awaiter *awaiter;
};

void wio__awaited_run(struct wio__node *node);

/* The watch that a node is in whose call is wio__awaited_run. */
static inline struct wio__awaited *wio__awaited_of(struct wio__node *node)
{
	return (struct wio__awaited *)node;
}

#endif
