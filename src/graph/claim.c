// SPDX-License-Identifier: MIT
/* What a program says of who waits, where the library cannot see it. */
#include "core/awaited.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/misuse.h"
#include "core/object.h"
#include "core/task.h"
#include "wasyncio/error.h"
#include "wasyncio/graph.h"

struct claim {
	struct wio__awaited awaited;
	struct wio__awaiter awaiter;
};

static struct claim *claim_of(struct wio__awaited *awaited)
{
	return wio__container(awaited, struct claim, awaited);
}

static void end(struct wio__awaited *awaited)
{
	struct claim *claim = claim_of(awaited);
	wio__task_release(claim->awaiter.task);
	wio__free(claim, sizeof *claim);
}

static void drop(struct wio__node *node)
{
	end(wio__awaited_of(node));
}

static int check(const wio_future *future, const wio_task *waiter,
                 const char *who)
{
	if (!wio__future_valid(future))
		return wio__misuse_raise(future, WIO__FUTURE, who);
	if (!wio__is(waiter, WIO__TASK))
		return wio__misuse_raise(waiter, WIO__TASK, who);
	if (waiter->future.loop != future->loop)
		return wio_raise(WIO_EOTHERLOOP, "%s: task '%s' belongs to another loop",
		                 who, wio__task_name(waiter));
	return wio__loop_check_thread(future->loop, who);
}

int wio_future_add_to_awaited_by(wio_future *future, wio_task *waiter)
{
	int r = check(future, waiter, "wio_future_add_to_awaited_by");
	if (r < 0 || future->state != WIO__PENDING)
		return r;
	struct claim *claim = wio__zalloc(sizeof *claim);
	if (!claim)
		return WIO_ENOMEM;
	claim->awaiter.task = wio__task_retain(waiter);
	claim->awaiter.call = "wio_future_add_to_awaited_by";
	claim->awaiter.done = end;
	claim->awaited.awaiter = &claim->awaiter;
	claim->awaited.link.node.run = wio__awaited_run;
	claim->awaited.link.node.drop = drop;
	wio__link_push(&future->callbacks, &claim->awaited.link);
	return 0;
}

int wio_future_discard_from_awaited_by(wio_future *future, wio_task *waiter)
{
	int r = check(future, waiter, "wio_future_discard_from_awaited_by");
	if (r < 0)
		return r;
	for (struct wio__node *n = future->callbacks.first; n; n = n->next) {
		struct wio__awaited *awaited = wio__awaited_of(n);
		if (n->run != wio__awaited_run || awaited->awaiter->done != end ||
		    awaited->awaiter->task != waiter)
			continue;
		wio__link_remove(&future->callbacks, &awaited->link);
		end(awaited);
		return 1;
	}
	return 0;
}
