// SPDX-License-Identifier: MIT
#ifndef WIO_CLOCK_H
#define WIO_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "core/compiler.h"
#include "core/loop.h"
#include "wasyncio/types.h"

/* A clock and a script of events over the host's drive, for tests. */
struct wio__clock {
	int64_t (*now)(struct wio__clock *clock);
	/* Nothing is ready: go to deadline or the next event before it, at the
	 * poll of an iteration.  Called with WIO__NEVER as well. */
	void (*advance)(struct wio__clock *clock, wio_loop *loop, int64_t deadline);
	/* Deliver the events that are due. */
	void (*deliver)(struct wio__clock *clock, wio_loop *loop);
	bool (*has_events)(struct wio__clock *clock);
};

/* The one that loops get which this thread makes, or NULL. */
void wio__clock_set(struct wio__clock *clock);
/* The poll of an iteration: the clock moves on, what came in is queued. */
WIO__IF_LINKED void wio__clock_poll(wio_loop *loop);

/* That of a loop; NULL: the host's time. */
static inline struct wio__clock *wio__clock_of(const wio_loop *loop)
{
	return wio__is_linked(wio__clock_poll) ? loop->clock : NULL;
}

#endif
