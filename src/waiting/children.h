// SPDX-License-Identifier: MIT
#ifndef WIO_CHILDREN_H
#define WIO_CHILDREN_H

/*
 * Tasks that are watched together, in one block: each has a done-callback in it, which
 * is taken back at once, however many others wait for the same task.
 */

#include "core/awaited.h"
#include "core/task.h"

struct wio__child {
	struct wio__awaited awaited; /* by all */
	wio_task *task; /* a reference */
	bool over;      /* its callback has run, or never will */
	struct wio__child *next; /* for the owner's use */
};

/* What a block begins with. */
struct wio__children {
	struct wio__awaiter awaiter; /* who called */
	struct wio__child *each;
	size_t n;
	size_t size;    /* of the block */
	size_t holders; /* the owner, and each child whose callback may still run */
	wio_loop *loop;
	/* In the iteration after the task was done. */
	void (*done)(struct wio__children *all, struct wio__child *child);
};

/* Whether the running task may wait for them.
 * [0, WIO_ENOTRUNNING, WIO_EINVAL, WIO_EOTHERLOOP] */
int wio__children_check(wio_task *const *tasks, size_t n, const char *who);

/*
 * Make a block of this size with watches behind it, for tasks of the running loop;
 * the rest is zeroed.  who: the function that waits for them.
 * [0, the errors of wio__children_check, WIO_ENOMEM]
 */
int wio__children_new(void *out, size_t size, wio_task *const *tasks, size_t n,
                     const char *who);
/* The same for a call that waits.  The task may be left here for good, when there is
 * nothing yet that would stay behind.  [also those of wio__wait_check_end] */
int wio__children_to_wait(void *out, size_t size, wio_task *const *tasks, size_t n,
                          const char *who);
/* Begin with the i-th; one that is done is called in the next iteration. */
void wio__child_begin(struct wio__children *all, size_t i);
void wio__children_begin(struct wio__children *all);
/* The one whose callback on a future that is, or NULL: it is nobody's here. */
struct wio__child *wio__child_of(struct wio__node *node);
struct wio__children *wio__children_of(const struct wio__child *child);
/* Take back what has not run. */
void wio__children_stop(struct wio__children *all);
/* The owner lets go, and waits no more; the block goes when no callback may run any
 * more. */
void wio__children_release(struct wio__children *all);

#endif
