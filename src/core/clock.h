// SPDX-License-Identifier: MIT
#ifndef WIO_CLOCK_H
#define WIO_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

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

#endif
