// SPDX-License-Identifier: MIT
#ifndef WIO_TIMER_H
#define WIO_TIMER_H

#include <stddef.h>
#include <stdint.h>

#include "core/queue.h"
#include "wasyncio/types.h"

struct wio__timer {
	struct wio__node node;
	uintptr_t place; /* 0: not set */
	int64_t when;
};

struct wio__timer_key {
	int64_t when;
	uint64_t order; /* of insertion; its lower half is the slot */
};

struct wio__timers {
	struct wio__timer *first; /* the one that is due next, or NULL */
	int64_t when;             /* it is */

	/* The line. */
	struct wio__timer *head;
	struct wio__timer *tail;
	int64_t latest; /* the deadline of the last that came into it */
	uint32_t since; /* what order was when it began */

	/* The heap. */
	uint32_t order;
	struct wio__timer_key *keys;
	struct wio__timer **slots;
	void *block; /* both */
	size_t size;
	size_t room;
	size_t count;   /* of keys */
	size_t removed; /* of these */
};

/* A delay after now, WIO_FOREVER at most. */
static inline int64_t wio__time_after(int64_t now, int64_t delay)
{
	return delay < WIO_FOREVER - now ? now + delay : WIO_FOREVER;
}

/* [0, WIO_ENOMEM] */
int wio__timers_add(struct wio__timers *timers, struct wio__timer *timer);
/* Does nothing to one that is not set.  [cannot fail] */
void wio__timers_remove(struct wio__timers *timers, struct wio__timer *timer);
/* Take the first out if it is due by now; else NULL. */
struct wio__timer *wio__timers_take(struct wio__timers *timers, int64_t now);
void wio__timers_free(struct wio__timers *timers);

#endif
