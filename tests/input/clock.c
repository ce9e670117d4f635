// SPDX-License-Identifier: MIT
/* Time that goes by at once. */
#include "core/clock.h"

#include "core/runtime.h"
#include "input.h"

static int64_t now;

static int64_t clock_read(struct wio__clock *clock)
{
	(void)clock;
	return now;
}

static void clock_advance(struct wio__clock *clock, wio_loop *loop,
                          int64_t deadline)
{
	(void)clock;
	(void)loop;
	if (deadline > now && deadline < WIO_FOREVER)
		now = deadline;
}

static void clock_deliver(struct wio__clock *clock, wio_loop *loop)
{
	(void)clock;
	(void)loop;
}

static bool clock_has_events(struct wio__clock *clock)
{
	(void)clock;
	return false;
}

static struct wio__clock virtual_clock = {clock_read, clock_advance,
                                          clock_deliver, clock_has_events};

int input_run_virtually(wio_fn *fn)
{
	now = 0;
	wio__rt.clock = &virtual_clock;
	int r = input_run(fn);
	wio__rt.clock = NULL;
	return r;
}

int input_now(void)
{
	return (int)(now / WIO_S(1));
}
