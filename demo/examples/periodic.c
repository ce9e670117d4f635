// SPDX-License-Identifier: MIT
/*
 * Something is done every two milliseconds until an event says that it is enough.
 *
 *     tick 1
 *     tick 2
 *     tick 3
 *     enough
 */
#include <stdio.h>
#include <wasyncio.h>

static wio_event enough;

/* Wait for the event, but no longer than that.  [0 it is set, WIO_ETIMEDOUT] */
static int wait_until(int64_t when)
{
	wio_timeout *timeout;
	int r = wio_timeout_open_at(&timeout, when);
	return r < 0 ? r : wio_timeout_close(timeout, wio_event_wait(&enough));
}

static int tick(void *unused)
{
	(void)unused;
	/* By the clock, so that what a tick takes does not add up. */
	int64_t next = wio_loop_time(wio_get_running_loop());
	for (int n = 1;; n++) {
		printf("tick %d\n", n);
		if (n == 3)
			wio_event_set(&enough); /* in a program somebody else does */
		int r = wait_until(next += WIO_MS(2));
		if (r != WIO_ETIMEDOUT)
			return r;
	}
}

static int app(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = wio_create_task(&task, tick, NULL, NULL);
	if (r < 0)
		return r;
	r = wio_await(task, NULL);
	wio_task_release(task);
	puts("enough");
	return r;
}

int main(void)
{
	return wio_run(app, NULL);
}
