// SPDX-License-Identifier: MIT
#ifndef WIO_EXECUTOR_SEAT_H
#define WIO_EXECUTOR_SEAT_H

#include <stdatomic.h>

#include "core/post.h"
#include "wasyncio/executor.h"

struct wio__monitor;

/* Where a loop and other threads meet.  What these bring is posted while the loop is
 * open; who waits for it is a guest, and told when it is closed. */
struct wio__guest {
	struct wio__guest *next, *previous;
	/* The loop is closed: no post comes from now on. */
	void (*leave)(struct wio__guest *guest);
};

struct wio__seat {
	atomic_uint refs;
	struct wio__monitor *monitor;
	bool closed; /* inside the monitor; until then the loop is there */
	wio_loop *loop;
	/* All else is the loop's thread's alone. */
	struct wio__guest *guests, *last; /* while there are any, the loop is held */
	wio_executor *executor;           /* the default one, or NULL */
	bool shut;                        /* there will be none any more */
	/* What the close of a runner waits for, and the loop's does; with executor. */
	int (*shut_down)(struct wio__seat *seat);
	void (*let_go)(struct wio__seat *seat);
	unsigned jobs;                    /* Job-1, Job-2, ... */
};

/* That of a loop of this thread.  [0, WIO_ENOMEM, WIO_ECLOSED] */
int wio__seat_of(struct wio__seat **out, wio_loop *loop);
struct wio__seat *wio__seat_retain(struct wio__seat *seat);
void wio__seat_release(struct wio__seat *seat);

/* By the loop's thread. */
void wio__seat_enter(struct wio__seat *seat, struct wio__guest *guest);
void wio__seat_leave(struct wio__seat *seat, struct wio__guest *guest);

/* From any thread.  False: the loop is closed; else the post will be run there, or
 * dropped, before the guests that are left are told of its end. */
bool wio__seat_post(struct wio__seat *seat, struct wio__post *post);

#endif
