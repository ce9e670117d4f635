// SPDX-License-Identifier: MIT
#include "core/error.h"
#include "core/loop.h"
#include "waiting/children.h"
#include "wasyncio/waiters.h"
#include "wasyncio/waiting.h"

struct wait {
	struct wio__children all;
	wio_waiters waiters; /* the caller */
	size_t left;
	enum wio_return_when when;
};

static void child_done(struct wio__children *all, struct wio__child *child)
{
	struct wait *wait = wio__container(all, struct wait, all);
	wio_future *future = &child->task->future;
	bool enough = --wait->left == 0 || wait->when == WIO_FIRST_COMPLETED;
	if (!enough && wait->when == WIO_FIRST_EXCEPTION &&
	    future->state == WIO__FINISHED && future->result < 0) {
		future->unretrieved = false;
		enough = true;
	}
	if (enough)
		wio_waiters_wake(&wait->waiters);
}

static int time_is_over(void *waiters)
{
	wio_waiters_wake(waiters);
	return 0;
}

/* Until enough of them are done, with a timer meanwhile. */
static int wait_until(struct wait *wait, int64_t timeout)
{
	wio_handle *timer = NULL;
	if (timeout != WIO_FOREVER) {
		int r = wio_loop_call_later(wait->all.loop, timeout, time_is_over,
		                            &wait->waiters, NULL, &timer);
		if (r < 0)
			return r;
	}
	wio__children_begin(&wait->all);
	int r = wio_waiters_wait(&wait->waiters, NULL);
	if (timer)
		wio_handle_cancel(timer);
	wio_handle_release(timer);
	return r;
}

int wio_wait(wio_task *const *tasks, size_t n, enum wio_return_when when,
             int64_t timeout)
{
	if (n == 0)
		return wio_raise(WIO_EINVAL, "wio_wait: there are no tasks");
	if ((unsigned)when > WIO_FIRST_EXCEPTION)
		return wio_raise(WIO_EINVAL, "wio_wait: %d is nothing to wait for",
		                 (int)when);
	struct wait *wait;
	int r = wio__children_to_wait(&wait, sizeof *wait, tasks, n, "wio_wait");
	if (r < 0)
		return r;
	wait->all.done = child_done;
	wait->waiters.call = "wio_wait";
	wait->left = n;
	wait->when = when;
	r = wait_until(wait, timeout);
	for (size_t i = 0; r >= 0 && i < n; i++)
		r += wait->all.each[i].task->future.state != WIO__PENDING;
	wio__children_stop(&wait->all);
	wio__children_release(&wait->all);
	return r;
}
