// SPDX-License-Identifier: MIT
#include "core/error.h"
#include "core/loop.h"
#include "waiting/children.h"
#include "wasyncio/waiters.h"
#include "wasyncio/waiting.h"

struct wio_as_completed {
	struct wio__children all;
	wio_waiters waiters;
	wio_handle *timer;
	struct wio__child *first; /* done, and not given yet */
	struct wio__child **end;
	size_t left; /* not given yet */
	size_t undone;
	bool expired;
};

static struct wio_as_completed *of(struct wio__children *all)
{
	return wio__container(all, struct wio_as_completed, all);
}

static void stop_timer(wio_as_completed *it)
{
	if (it->timer)
		wio_handle_cancel(it->timer);
	wio_handle_release(it->timer);
	it->timer = NULL;
}

static void child_done(struct wio__children *all, struct wio__child *child)
{
	wio_as_completed *it = of(all);
	*it->end = child;
	it->end = &child->next;
	if (--it->undone == 0)
		stop_timer(it);
	wio_waiters_wake(&it->waiters);
}

static int time_is_over(void *arg)
{
	wio_as_completed *it = arg;
	it->expired = true;
	wio__children_stop(&it->all);
	wio_waiters_wake_all(&it->waiters);
	return 0;
}

static void end(wio_as_completed *it)
{
	wio_task *opener = it->all.awaiter.task;
	wio__children_release(&it->all);
	wio__task_release(opener);
}

int wio_as_completed_open(wio_as_completed **out, wio_task *const *tasks,
                          size_t n, int64_t timeout)
{
	*out = NULL;
	wio_as_completed *it;
	int r = wio__children_new(&it, sizeof *it, tasks, n, "wio_as_completed_open");
	if (r < 0)
		return r;
	it->waiters.call = "wio_as_completed_next";
	it->end = &it->first;
	it->left = it->undone = n;
	it->all.done = child_done;
	wio__task_retain(it->all.awaiter.task); /* it may end before this is closed */
	if (n > 0 && timeout != WIO_FOREVER) {
		r = wio_loop_call_later(it->all.loop, timeout, time_is_over, it, NULL,
		                        &it->timer);
		if (r < 0) {
			end(it);
			return r;
		}
	}
	wio__children_begin(&it->all);
	*out = it;
	return 0;
}

int wio_as_completed_next(wio_as_completed *iterator, wio_task **task)
{
	*task = NULL;
	if (!iterator)
		return wio_raise(WIO_EINVAL, "wio_as_completed_next: iterator is NULL");
	if (iterator->left == 0)
		return 0;
	while (!iterator->first) {
		if (iterator->expired) {
			iterator->left--;
			return wio_raise(WIO_ETIMEDOUT, "%s", wio_strerror(WIO_ETIMEDOUT));
		}
		bool woken;
		int r = wio_waiters_wait(&iterator->waiters, &woken);
		if (r < 0 && woken)
			wio_waiters_wake(&iterator->waiters);
		if (r < 0)
			return r;
	}
	struct wio__child *child = iterator->first;
	iterator->first = child->next;
	if (!iterator->first)
		iterator->end = &iterator->first;
	iterator->left--;
	*task = child->task;
	return 1;
}

void wio_as_completed_close(wio_as_completed *iterator)
{
	if (!iterator)
		return;
	stop_timer(iterator);
	wio__children_stop(&iterator->all);
	end(iterator);
}
