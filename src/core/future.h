// SPDX-License-Identifier: MIT
#ifndef WIO_CORE_FUTURE_H
#define WIO_CORE_FUTURE_H

#include <stdbool.h>

#include "core/compiler.h"
#include "core/object.h"
#include "core/queue.h"
#include "wasyncio/future.h"

enum wio__state { WIO__PENDING, WIO__FINISHED, WIO__CANCELLED };

/* What else is known of a future. */
enum {
	WIO__IDLE = 1,      /* a task that is ready, and waits until all others wait */
	WIO__OF_SHIELD = 2, /* wio_shield waits for it */
	WIO__OF_GROUP = 4,  /* wio_group_close does */
	/* For who walks over all of them, while he does. */
	WIO__SEEN = 8,
	WIO__ON_PATH = 16
};

struct wio_future {
	struct wio__object object; /* first, as in all that own a context */
	wio_loop *loop;
	struct wio__queue callbacks; /* links */
	int result; /* or its error */
	unsigned char state;
	bool unretrieved; /* an error that nobody has looked at */
	bool delegates;   /* it lies in a wio__delegate */
	unsigned char marks;
	struct wio_error *error;
	void *value;
	wio_free_fn *value_free;
};

/* A future that others bring about: to cancel it is to cancel tasks.  They may wait
 * for such futures in turn, so those that are being asked are a list, in which each
 * knows how far it is. */
struct wio__delegate {
	struct wio_future future;
	/* The i-th of its tasks; NULL: there are no more. */
	wio_task *(*task)(const struct wio__delegate *delegate, size_t i);
	size_t next;                 /* to be asked */
	struct wio__delegate *asker; /* one of whose tasks waits for it */
	bool asking;
	bool cancelled; /* some of its tasks were asked */
};

/* Whoever has one links this, and the rest with it. */
void wio__delegate_init(struct wio__delegate *delegate, wio_loop *loop,
                        wio_task *(*task)(const struct wio__delegate *, size_t));
/* The next of its tasks that is not done, or NULL. */
WIO__IF_LINKED wio_task *wio__delegate_next(struct wio__delegate *delegate);
/* Begin to ask its tasks, after which *asked goes on.  [the first, or NULL] */
WIO__IF_LINKED wio_task *wio__delegate_begin(wio_future *future,
                                             struct wio__delegate **asked);
/* The next task of those that are asked, or NULL when all were. */
WIO__IF_LINKED wio_task *wio__delegate_go_on(struct wio__delegate **asked);

static inline bool wio__future_valid(const wio_future *future)
{
	return future && (future->object.kind == WIO__FUTURE ||
	                  future->object.kind == WIO__TASK);
}
void wio__future_init(wio_future *future, enum wio__kind kind, wio_loop *loop);
void wio__future_finish(wio_future *future, enum wio__state state, int result,
                        struct wio_error *owned);
/* Report an error that nobody has looked at: before the last release. */
void wio__future_report(wio_future *future);
void wio__future_fini(wio_future *future);
/* Its outcome as await gives it; looks at it, and leaves its record behind. */
int wio__future_outcome(wio_future *future);
int wio__future_cancel(wio_future *future, const char *message);
/* The same for what may be a task. */
int wio__cancel(wio_future *future, const char *message);

/* End it by its owner: after its loop was closed nothing else takes the
 * callbacks. */
void wio__future_end(wio_future *future, enum wio__state state, int result,
                     struct wio_error *owned);

/* What programs do with one, without a look at the handle. */
static inline wio_future *wio__future_retain(wio_future *future)
{
	future->object.refs++;
	return future;
}
void wio__future_release_last(wio_future *future);
static inline void wio__future_release(wio_future *future)
{
	if (future->object.refs == 1)
		wio__future_release_last(future);
	else
		future->object.refs--;
}
void *wio__future_take(wio_future *future);

#endif
