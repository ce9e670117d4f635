// SPDX-License-Identifier: MIT
/*
 * A task that is cancelled in the midst of a change takes it back, and may wait while
 * it does so.  Who cancelled it waits until that is done.
 *
 *     the change begins
 *     it is taken back
 *     it was cancelled: shutting down
 */
#include <stdio.h>
#include <wasyncio.h>

static int take_back(void *unused)
{
	(void)unused;
	int r = wio_sleep(WIO_MS(1)); /* cancels arrive once, so this waits */
	puts("it is taken back");
	return r;
}

static int change(void *unused)
{
	(void)unused;
	puts("the change begins");
	int mark = wio_defer(take_back, NULL);
	if (mark < 0)
		return mark;
	int r = wio_sleep(WIO_S(60));
	if (r < 0)
		return r; /* what was deferred runs now */
	return wio_undefer(mark, false);
}

static int app(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = wio_create_task(&task, change, NULL, NULL);
	if (r < 0)
		return r;
	wio_yield();
	wio_task_cancel(task, "shutting down");
	r = wio_await(task, NULL);
	if (r == WIO_ECANCELED && !wio_task_cancelling(wio_current_task())) {
		printf("it was cancelled: %s\n", wio_error_message(wio_last_error()));
		r = 0;
	}
	wio_task_release(task);
	return r;
}

int main(void)
{
	return wio_run(app, NULL);
}
