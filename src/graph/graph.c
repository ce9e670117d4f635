// SPDX-License-Identifier: MIT
/*
 * The walk from a future to all who wait for it.  Who waits for whom is in the lists of
 * done-callbacks, where it is kept anyway; nothing is written down for this.
 */
#include "graph/graph.h"

#include <string.h>

#include "core/awaited.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/misuse.h"
#include "core/object.h"
#include "core/task.h"
#include "core/words.h"
#include "wasyncio/error.h"
#include "wasyncio/waiters.h"

enum { BOTH = WIO__SEEN | WIO__ON_PATH };

/* What is being asked who waits for it, and how far that is. */
struct frame {
	wio_future *future;
	struct wio__node *next; /* of its callbacks */
	size_t blocked;         /* of the walk's */
};

struct walk {
	struct wio__graph *graph;
	struct frame *frames; /* a path */
	size_t depth;
	size_t room;
	wio_task **blocked; /* those of the loop that wait for what a task holds */
	size_t n_blocked;
	size_t blocked_room;
};

/* Make room for one more of size bytes in a block of count.  [0, WIO_ENOMEM] */
static int grow(void *block, size_t *room, size_t count, size_t size)
{
	if (count < *room)
		return 0;
	const size_t more = *room ? *room * 2 : 16;
	void *old, *larger = wio__alloc(more * size);
	if (!larger)
		return WIO_ENOMEM;
	memcpy(&old, block, sizeof old);
	if (old)
		memcpy(larger, old, count * size);
	wio__free(old, *room * size);
	memcpy(block, &larger, sizeof larger);
	*room = more;
	return 0;
}

/* ---- one step ---- */

static wio_task *task_of(struct wio__node *node)
{
	return wio__container(node, wio_task, ready.node);
}

/* The next who waits for it.  [NULL: nobody else] */
static wio_task *next_waiter(struct walk *walk, struct frame *frame,
                             const char **by)
{
	while (frame->next) {
		struct wio__node *node = frame->next;
		frame->next = node->next;
		if (wio__is_task_node(node)) {
			*by = "wio_await";
			return task_of(node);
		}
		if (node->run == wio__awaited_run) {
			const struct wio__awaiter *awaiter = wio__awaited_of(node)->awaiter;
			*by = awaiter->call;
			if (awaiter->task && awaiter->task->future.state == WIO__PENDING)
				return awaiter->task;
		}
	}
	while (frame->blocked < walk->n_blocked) {
		wio_task *task = walk->blocked[frame->blocked++];
		if ((wio_future *)task->waits_in->holder != frame->future)
			continue;
		*by = wio__task_call(task);
		return task;
	}
	return NULL;
}

/* ---- the walk ---- */

/* Those for whose holder others wait. */
static int find_blocked(struct walk *walk, const wio_loop *loop)
{
	for (wio_task *task = loop->tasks; task; task = task->next) {
		if (task->wait != WIO__WAIT_EVENT || !task->waits_in ||
		    !task->waits_in->holder)
			continue;
		if (grow(&walk->blocked, &walk->blocked_room, walk->n_blocked,
		         sizeof *walk->blocked) < 0)
			return WIO_ENOMEM;
		walk->blocked[walk->n_blocked++] = task;
	}
	return 0;
}

/* Write it down, and follow it unless that was done. */
static int enter(struct walk *walk, wio_future *future, const char *by)
{
	struct wio__graph *graph = walk->graph;
	int r = grow(&graph->entries, &graph->room, graph->count,
	             sizeof *graph->entries);
	if (r == 0)
		r = grow(&walk->frames, &walk->room, walk->depth, sizeof *walk->frames);
	if (r < 0)
		return r;
	wio_task *task =
	    future->object.kind == WIO__TASK ? (wio_task *)future : NULL;
	const bool again = (future->marks & WIO__SEEN) != 0;
	graph->entries[graph->count++] = (wio_call_graph_entry){
	    .future = future,
	    .task = task,
	    .depth = walk->depth,
	    .by = by,
	    .call = task ? wio__task_call(task) : NULL,
	    .again = again,
	    .cycle = (future->marks & WIO__ON_PATH) != 0,
	};
	if (again)
		return 0;
	future->marks |= BOTH;
	walk->frames[walk->depth++] =
	    (struct frame){future, future->callbacks.first, 0};
	return 0;
}

static int go(struct walk *walk, wio_future *future)
{
	int r = find_blocked(walk, future->loop);
	if (r == 0)
		r = enter(walk, future, NULL);
	while (r == 0 && walk->depth > 0) {
		struct frame *frame = &walk->frames[walk->depth - 1];
		const char *by;
		wio_task *waiter = next_waiter(walk, frame, &by);
		if (waiter) {
			r = enter(walk, &waiter->future, by);
		} else {
			frame->future->marks &= (unsigned char)~WIO__ON_PATH;
			walk->depth--;
		}
	}
	return r;
}

static int check(wio_future **future, const char *who)
{
	if (!*future) {
		if (!wio__rt.task)
			return wio_raise(WIO_ENOTRUNNING,
			                 "%s: not inside a task, and no future is given", who);
		*future = &wio__rt.task->future;
	}
	if (!wio__future_valid(*future))
		return wio__misuse_raise(*future, WIO__FUTURE, who);
	return wio__loop_check_thread((*future)->loop, who);
}

int wio__graph_capture(struct wio__graph *graph, wio_future *future,
                       const char *who)
{
	struct walk walk = {.graph = graph};
	*graph = (struct wio__graph){NULL, 0, 0};
	int r = check(&future, who);
	if (r < 0)
		return r;
	r = go(&walk, future);
	for (size_t i = 0; i < graph->count; i++)
		graph->entries[i].future->marks &= (unsigned char)~BOTH;
	wio__free(walk.frames, walk.room * sizeof *walk.frames);
	wio__free(walk.blocked, walk.blocked_room * sizeof *walk.blocked);
	return r;
}

void wio__graph_end(struct wio__graph *graph)
{
	wio__free(graph->entries, graph->room * sizeof *graph->entries);
}

int wio_call_graph(wio_future *future, wio_call_graph_entry *entries, size_t n)
{
	struct wio__graph graph;
	int r = wio__graph_capture(&graph, future, "wio_call_graph");
	if (r == 0) {
		if (n > graph.count)
			n = graph.count;
		if (n && entries)
			memcpy(entries, graph.entries, n * sizeof *entries);
		r = (int)graph.count;
	}
	wio__graph_end(&graph);
	return r;
}
