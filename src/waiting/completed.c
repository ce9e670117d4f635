// SPDX-License-Identifier: MIT
#include "core/error.h"
#include "core/loop.h"
#include "core/misuse.h"
#include "core/wait.h"
#include "waiting/children.h"
#include "wasyncio/waiters.h"
#include "wasyncio/waiting.h"

/* It goes when none of its callbacks may run any more; the handle at once. */
struct watch {
	struct wio__children all;
	wio_waiters waiters;
	wio_handle *timer;
	struct wio__child *first; /* done, and not given yet */
	struct wio__child **end;
	size_t left; /* not given yet */
	size_t undone;
	size_t inside; /* tasks that wait for the next */
	bool expired;
	bool closed; /* while some are inside */
};

struct wio_as_completed {
	struct wio__object object;
	struct watch *watch;
};

static const struct wio__noun noun = {WIO__ITERATOR, "wio_as_completed", "closed"};

static struct watch *of(struct wio__children *all)
{
	return wio__container(all, struct watch, all);
}

static void stop_timer(struct watch *it)
{
	if (it->timer)
		wio_handle_cancel(it->timer);
	wio_handle_release(it->timer);
	it->timer = NULL;
}

static void child_done(struct wio__children *all, struct wio__child *child)
{
	struct watch *it = of(all);
	*it->end = child;
	it->end = &child->next;
	if (--it->undone == 0)
		stop_timer(it);
	wio_waiters_wake(&it->waiters);
}

static int time_is_over(void *arg)
{
	struct watch *it = arg;
	it->expired = true;
	wio__children_stop(&it->all);
	wio_waiters_wake_all(&it->waiters);
	return 0;
}

static void end(struct watch *it)
{
	wio_task *opener = it->all.awaiter.task;
	wio__children_release(&it->all);
	wio__task_release(opener);
}

static int begin(struct watch **out, wio_task *const *tasks, size_t n,
                 int64_t timeout)
{
	struct watch *it;
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

int wio_as_completed_open(wio_as_completed **out, wio_task *const *tasks,
                          size_t n, int64_t timeout)
{
	*out = NULL;
	wio_as_completed *iterator = wio__zalloc(sizeof *iterator);
	if (!iterator)
		return WIO_ENOMEM;
	int r = begin(&iterator->watch, tasks, n, timeout);
	if (r < 0) {
		wio__free(iterator, sizeof *iterator);
		return r;
	}
	iterator->object.kind = WIO__ITERATOR;
	*out = iterator;
	return 0;
}

/* The last one who waited lets go of one that is closed. */
static int leave(struct watch *it, int r)
{
	it->inside--;
	if (!it->closed)
		return r;
	if (it->inside == 0)
		end(it);
	return wio_raise(WIO_ECLOSED, "wio_as_completed_next: it is closed");
}

static int wait_in(struct watch *it)
{
	bool woken;
	int r = wio__wait_check_end();
	if (r < 0)
		return r;
	it->inside++;
	r = wio_waiters_wait(&it->waiters, &woken);
	if (r < 0 && woken)
		wio_waiters_wake(&it->waiters);
	return leave(it, r);
}

int wio_as_completed_next(wio_as_completed *iterator, wio_task **task)
{
	*task = NULL;
	if (!wio__is(iterator, WIO__ITERATOR))
		return wio__noun_raise(iterator, &noun, "wio_as_completed_next");
	struct watch *it = iterator->watch;
	/* Those who wait already get one each. */
	if (it->left <= it->inside)
		return 0;
	while (!it->first) {
		if (it->expired) {
			it->left--;
			return wio_raise(WIO_ETIMEDOUT, "%s", wio_strerror(WIO_ETIMEDOUT));
		}
		int r = wait_in(it);
		if (r < 0)
			return r;
	}
	struct wio__child *child = it->first;
	it->first = child->next;
	if (!it->first)
		it->end = &it->first;
	it->left--;
	*task = child->task;
	return 1;
}

void wio_as_completed_close(wio_as_completed *iterator)
{
	if (!iterator)
		return;
	if (!wio__is(iterator, WIO__ITERATOR)) {
		wio__noun_report(iterator, &noun, "wio_as_completed_close");
		return;
	}
	struct watch *it = iterator->watch;
	if (it->all.loop->home != &wio__rt) {
		wio__misuse_thread("wio_as_completed_close");
		return;
	}
	stop_timer(it);
	wio__children_stop(&it->all);
	wio__object_free(iterator, sizeof *iterator, WIO__ITERATOR, NULL);
	if (it->inside == 0) {
		end(it);
		return;
	}
	it->closed = true;
	wio_waiters_wake_all(&it->waiters);
}
