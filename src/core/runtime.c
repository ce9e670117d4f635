// SPDX-License-Identifier: MIT
#include "core/runtime.h"

#include "core/context.h"
#include "core/error.h"
#include "core/memory.h"
#include "core/misuse.h"
#include "core/post.h"
#include "core/queue.h"
#include "coro.h"

_Thread_local struct wio__runtime wio__rt;

void wio__runtime_enter(void)
{
	wio__rt.users++;
}

/* The last object of the thread is gone: so are the caches, and a leak check
 * finds nothing. */
void wio__runtime_leave(void)
{
	if (--wio__rt.users)
		return;
	wio__rt.users = 2; /* what goes now comes by here again */
	if (wio__rt.context == wio__rt.first_context)
		wio__rt.context = NULL;
	if (wio__rt.first_context) {
		wio__rt.users++;
		wio__context_release(wio__rt.first_context);
		wio__rt.first_context = NULL;
	}
	wio__error_set(&wio__rt.error, NULL);
	if (wio__rt.tickets)
		wio__tickets_free();
	if (wio__rt.gone)
		wio__misuse_forget();
	wio__memory_trim();
	wio__coro_trim();
	wio__rt.users = 0;
}

void wio__link_remove(struct wio__queue *q, struct wio__link *link)
{
	struct wio__link *next = (struct wio__link *)link->node.next;
	if (link->previous)
		link->previous->node.next = link->node.next;
	else
		q->first = link->node.next;
	if (next)
		next->previous = link->previous;
	else
		q->last = (struct wio__node *)link->previous;
}

bool wio__queue_remove(struct wio__queue *q, const struct wio__node *node)
{
	struct wio__node *before = NULL;
	for (struct wio__node *n = q->first; n; before = n, n = n->next) {
		if (n != node)
			continue;
		if (before)
			before->next = n->next;
		else
			q->first = n->next;
		if (q->last == n)
			q->last = before;
		return true;
	}
	return false;
}
