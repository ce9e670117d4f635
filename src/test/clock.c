// SPDX-License-Identifier: MIT
/* Time that goes by at once. */
#include "core/clock.h"

#include <stdlib.h>

#include "core/compiler.h"
#include "core/memory.h"
#include "core/runtime.h"
#include "core/task.h"
#include "test/choice.h"
#include "wasyncio/error.h"
#include "wasyncio/loop.h"
#include "wasyncio/test.h"

struct event {
	int64_t when;
	wio_fn *fn;
	void *arg;
	struct event *next; /* later, or as late and set later */
};

static _Thread_local int64_t now;
static _Thread_local struct event *events;

static int64_t clock_now(struct wio__clock *clock)
{
	(void)clock;
	return now;
}

static void clock_advance(struct wio__clock *clock, wio_loop *loop, int64_t deadline)
{
	(void)clock;
	(void)loop;
	if (events && events->when < deadline)
		deadline = events->when;
	if (deadline > now && deadline < WIO_FOREVER)
		now = deadline;
}

static void clock_deliver(struct wio__clock *clock, wio_loop *loop)
{
	(void)clock;
	while (events && events->when <= now) {
		struct event *event = events;
		events = event->next;
		(void)wio_loop_call_soon_threadsafe(loop, event->fn, event->arg, NULL);
		free(event);
	}
	if (wio__is_linked(wio__test_arrange))
		wio__test_arrange(loop);
}

static bool clock_has_events(struct wio__clock *clock)
{
	(void)clock;
	return events != NULL;
}

static struct wio__clock virtual_clock = {clock_now, clock_advance, clock_deliver,
                                          clock_has_events};

static void drop_events(void)
{
	while (events) {
		struct event *event = events;
		events = event->next;
		free(event);
	}
}

void wio_test_clock_start(void)
{
	drop_events();
	now = 0;
	wio__clock_set(&virtual_clock);
}

void wio_test_clock_stop(void)
{
	drop_events();
	wio__clock_set(NULL);
}

int64_t wio_test_clock_now(void)
{
	return now;
}

int wio_test_at(int64_t when, wio_fn *event, void *arg)
{
	if (!event)
		return wio_raise(WIO_EINVAL, "wio_test_at: event is NULL");
	int r = wio__keep_check(arg, "arg");
	if (r < 0)
		return r;
	struct event *made = wio__shared_zalloc(sizeof *made);
	if (!made)
		return WIO_ENOMEM;
	struct event **place = &events;
	while (*place && (*place)->when <= when)
		place = &(*place)->next;
	*made = (struct event){when, event, arg, *place};
	*place = made;
	return 0;
}
