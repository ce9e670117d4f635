// SPDX-License-Identifier: MIT
#include "core/error.h"
#include "core/loop.h"
#include "core/report.h"
#include "waiting/children.h"
#include "wasyncio/waiting.h"

struct shield {
	struct wio__children all;
	struct wio_future outer; /* what the caller waits for */
};

static void inner_done(struct wio__children *all, struct wio__child *child)
{
	struct shield *shield = wio__container(all, struct shield, all);
	wio_future *inner = &child->task->future;
	/* Left meanwhile: nobody has seen how it ended. */
	if (shield->outer.state != WIO__PENDING)
		return;
	inner->unretrieved = false;
	/* The message of a cancel stays inside, as in asyncio. */
	const bool cancelled = inner->state == WIO__CANCELLED;
	wio__future_finish(&shield->outer, (enum wio__state)inner->state,
	                   inner->result,
	                   cancelled ? NULL : wio_error_retain(inner->error));
}

/* Nobody waits any more. */
static void tell(struct wio__children *all, struct wio__child *child)
{
	wio_future *inner = &child->task->future;
	if (inner->state != WIO__FINISHED || inner->result >= 0)
		return;
	inner->unretrieved = false;
	wio__report(all->loop, WIO_REPORT_SHIELDED,
	            "a task failed after its shield was left", inner->result,
	            inner->error, child->task, inner);
}

/* Who is there for an error of a task, of all whose shields of it were left: mostly
 * that is the last one of those who wait for it. */
static struct wio__children *there_for(wio_future *inner)
{
	struct wio__node *node = inner->callbacks.last;
	while (node) {
		struct wio__child *child = wio__child_of(node);
		struct wio__children *all = child ? wio__children_of(child) : NULL;
		if (all && all->done == tell)
			return all;
		node = (struct wio__node *)((struct wio__link *)node)->previous;
	}
	return NULL;
}

/* The caller was cancelled: from now on the child is there for an error.  One is
 * enough for all shields of a task that were left: the last, as in asyncio. */
static void leave(struct shield *shield)
{
	struct wio__child *child = &shield->all.each[0];
	wio_future *inner = &child->task->future;
	if (child->over || inner->state != WIO__PENDING)
		return;
	struct wio__children *before = there_for(inner);
	if (before) {
		before->holders++;
		wio__children_stop(before);
		wio__children_release(before);
	}
	shield->all.done = tell;
	wio__link_remove(&inner->callbacks, &child->awaited.link);
	wio__link_push(&inner->callbacks, &child->awaited.link);
}

int wio_shield(wio_task *task, int *result)
{
	struct shield *shield;
	int r = wio__children_to_wait(&shield, sizeof *shield, &task, 1, "wio_shield");
	if (r < 0)
		return r;
	if (task->future.state == WIO__PENDING) {
		wio_future *outer = &shield->outer;
		wio__future_init(outer, WIO__FUTURE, shield->all.loop);
		outer->object.refs = 2; /* ours; never freed by itself */
		outer->marks = WIO__OF_SHIELD;
		shield->all.done = inner_done;
		wio__children_begin(&shield->all);
		r = wio_await_future(outer, result);
		if (outer->state == WIO__CANCELLED)
			leave(shield);
		else if (outer->state == WIO__PENDING)
			wio__children_stop(&shield->all);
		outer->state = WIO__CANCELLED;
		wio__future_fini(outer);
	} else {
		r = wio_await_task(task, result);
	}
	wio__children_release(&shield->all);
	return r;
}
