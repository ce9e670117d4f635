// SPDX-License-Identifier: MIT
/* Loops whose time is a test's. */
#include "core/clock.h"

#include "core/loop.h"
#include "core/runtime.h"
#include "core/timer.h"
#include "core/trace.h"
#include "host.h"

void wio__clock_set(struct wio__clock *clock)
{
	wio__rt.clock = clock;
}

void wio__clock_poll(wio_loop *loop)
{
	struct wio__clock *clock = loop->clock;
	if (!loop->ready.first && !loop->stopping && !wio__loop_has_posts(loop)) {
		const struct wio__timer *first = loop->timers.first;
		clock->advance(clock, loop, first ? first->when : WIO__NEVER);
	}
	wio__trace(WIO__EVENT_ITERATION, NULL, wio__loop_now(loop));
	clock->deliver(clock, loop);
}
