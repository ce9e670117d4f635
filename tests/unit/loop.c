// SPDX-License-Identifier: MIT
#include <string.h>

#include "core/clock.h"
#include "core/loop.h"
#include "core/runtime.h"
#include "host.h"

#include "unit.h"
#include "wasyncio.h"

/* Waits that have no end, on a virtual clock and on the host's own. */

static int64_t now;
static bool event; /* of the script, due at its one second */

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
	if (event && deadline > WIO_S(1))
		deadline = WIO_S(1);
	/* A wait for ever is no time to go to. */
	CHECK(deadline < WIO__NEVER);
	if (deadline > now)
		now = deadline;
}

static void clock_deliver(struct wio__clock *clock, wio_loop *loop)
{
	(void)clock;
	(void)loop;
	if (event && now >= WIO_S(1)) {
		event = false;
		wio_interrupt(NULL);
	}
}

static bool clock_has_events(struct wio__clock *clock)
{
	(void)clock;
	return event;
}

static struct wio__clock virtual_clock = {clock_read, clock_advance,
                                          clock_deliver, clock_has_events};

static int sleep_for_ever(void *unused)
{
	(void)unused;
	return wio_sleep(WIO_FOREVER);
}

static int call_for_ever(void *unused)
{
	(void)unused;
	wio_future *nothing;
	wio_loop *loop = wio_get_running_loop();
	CHECK(wio_loop_call_at(loop, WIO_FOREVER, sleep_for_ever, NULL, NULL,
	                       NULL) == 0);
	CHECK(wio_future_new(&nothing, loop) == 0);
	int r = wio_await(nothing, NULL);
	wio_future_release(nothing);
	return r;
}

/* The other end of the clock: a time that can be come to. */
static int sleep_long(void *unused)
{
	(void)unused;
	return wio_sleep(WIO_FOREVER - 1 - wio_loop_time(wio_get_running_loop()));
}

static int cancel_one(void *unused)
{
	(void)unused;
	wio_task *task;
	int result = 0;
	CHECK(wio_create_task(&task, sleep_for_ever, NULL, NULL) == 0);
	CHECK(wio_sleep(WIO_MS(1)) == 0);
	/* An interrupt may end it, which no virtual clock has but in its script. */
	const wio_loop *loop = wio_get_running_loop();
	CHECK(wio__loop_can_wake(loop, false) == !wio__clock_of(loop));
	CHECK(wio_task_cancel(task, NULL));
	CHECK(wio_await(task, &result) == 0);
	wio_task_release(task);
	return result;
}

/* While it runs the clock of the host is read now and then only. */
static int yield_often(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_handle *later;
	unsigned most = 0;
	CHECK(wio_loop_call_later(loop, WIO_S(3600), sleep_for_ever, NULL, NULL,
	                          &later) == 0);
	for (int i = 0; i < 1000; i++) {
		CHECK(wio_yield() == 0);
		if (loop->clock_skip > most)
			most = loop->clock_skip;
	}
	CHECK(most > 0);
	wio_handle_cancel(later);
	wio_handle_release(later);
	return 0;
}

static int run(wio_fn *fn, struct wio__clock *clock)
{
	const wio_task_options options = {.name = "for ever"};
	wio_runner *runner;
	now = 0;
	wio__clock_set(clock);
	CHECK(wio_runner_new(&runner, NULL) == 0);
	int r = wio_runner_run(runner, fn, NULL, &options);
	if (r == WIO_EDEADLK)
		CHECK(strstr(wio_error_message(wio_last_error()), "for ever"));
	wio_runner_close(runner);
	wio_runner_free(runner);
	wio__clock_set(NULL);
	return r;
}

void unit_loop(void);
void unit_loop(void)
{
	CHECK(run(sleep_for_ever, &virtual_clock) == WIO_EDEADLK);
	CHECK(run(call_for_ever, &virtual_clock) == WIO_EDEADLK);
	CHECK(now == 0);
	CHECK(run(sleep_long, &virtual_clock) == 0);
	CHECK(now == WIO_FOREVER - 1);
	event = true;
	CHECK(run(sleep_for_ever, &virtual_clock) == WIO_EINTERRUPTED);
	CHECK(now == WIO_S(1) && !event);
	CHECK(run(cancel_one, &virtual_clock) == WIO_ECANCELED);
	CHECK(run(cancel_one, NULL) == WIO_ECANCELED);
	CHECK(run(yield_often, NULL) == 0);
}
