// SPDX-License-Identifier: MIT
#include "core/error.h"
#include "core/loop.h"
#include "waiting/children.h"
#include "wasyncio/waiting.h"

struct gather {
	struct wio__children all;
	struct wio__delegate outer; /* what the caller waits for */
	size_t left;
	bool return_exceptions;
};

static struct gather *of(struct wio__children *all)
{
	return wio__container(all, struct gather, all);
}

static void finish(struct gather *gather, int result, struct wio_error *error)
{
	if (error)
		wio_error_retain(error);
	wio__future_finish(&gather->outer.future, WIO__FINISHED, result, error);
}

static void child_done(struct wio__children *all, struct wio__child *child)
{
	struct gather *gather = of(all);
	wio_future *future = &child->task->future;
	gather->left--;
	future->unretrieved = false;
	if (gather->outer.future.state != WIO__PENDING)
		return;
	if (future->result < 0 && !gather->return_exceptions)
		finish(gather, future->result, future->error);
	else if (gather->left == 0 && gather->outer.cancelled)
		/* What it was is lost, however the children took it. */
		finish(gather, WIO_ECANCELED,
		       future->state == WIO__CANCELLED ? future->error : NULL);
	else if (gather->left == 0)
		finish(gather, 0, NULL);
}

static wio_task *child_at(const struct wio__delegate *outer, size_t i)
{
	const struct gather *gather =
	    wio__container(outer, struct gather, outer);
	return i < gather->all.n ? gather->all.each[i].task : NULL;
}

/* Those that are done count at once, the others when they are. */
static void begin(struct gather *gather)
{
	struct wio__children *all = &gather->all;
	gather->left = all->n;
	for (size_t i = 0; i < all->n; i++)
		if (all->each[i].task->future.state == WIO__PENDING)
			wio__child_begin(all, i);
	for (size_t i = 0; i < all->n; i++)
		if (all->each[i].over)
			child_done(all, &all->each[i]);
	if (all->n == 0)
		finish(gather, 0, NULL);
}

int wio_gather(wio_task *const *tasks, size_t n, int *results,
               bool return_exceptions)
{
	struct gather *gather;
	int r = wio__children_to_wait(&gather, sizeof *gather, tasks, n, "wio_gather");
	if (r < 0)
		return r;
	wio_future *outer = &gather->outer.future;
	wio__delegate_init(&gather->outer, gather->all.loop, child_at);
	outer->object.refs = 2; /* ours; never freed by itself */
	gather->all.done = child_done;
	gather->return_exceptions = return_exceptions;
	begin(gather);
	r = wio_await_future(outer, NULL);
	if (r == 0 && results)
		for (size_t i = 0; i < n; i++)
			results[i] = gather->all.each[i].task->future.result;
	if (outer->state == WIO__PENDING) {
		wio__children_stop(&gather->all);
		outer->state = WIO__CANCELLED;
	}
	wio__future_fini(outer);
	wio__children_release(&gather->all);
	return r;
}
