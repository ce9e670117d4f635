// SPDX-License-Identifier: MIT
/* Posts from outside: callbacks from other threads, completions by the host. */
#include "core/post.h"

#include <stdlib.h>
#include <string.h>

#include "core/call.h"
#include "core/callback.h"
#include "core/context.h"
#include "core/cxx.h"
#include "core/error.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/misuse.h"
#include "core/object.h"
#include "core/outside.h"
#include "core/task.h"
#include "host.h"

/* A callback from another thread.  It comes from malloc itself, since the
 * lists of memory.c belong to one thread. */
struct called {
	struct wio__post post;
	wio_loop *loop;
	wio_fn *fn;
	void *arg;
	wio_free_fn *arg_free;
	wio_context *context;
};

static struct called *called_of(struct wio__node *node)
{
	struct wio__post *post = wio__container(node, struct wio__post, node);
	return wio__container(post, struct called, post);
}

static void post_drop(struct wio__node *node)
{
	struct called *called = called_of(node);
	wio__value_call(called->arg_free, called->arg);
	wio__context_release(called->context);
	free(called);
}

static void wio__post_run(struct wio__node *node)
{
	struct called *called = called_of(node);
	/* Without memory for a context it has the thread's: a post that was
	 * accepted is not lost. */
	if (!called->context)
		wio_context_new(&called->context);
	wio_context *context = called->context;
	if (context && context->entered) {
		wio__callback_result(called->loop, WIO_EENTERED, NULL);
	} else {
		wio_context *before = wio__rt.context;
		if (context)
			wio__context_enter(context);
		wio__callback_result(called->loop,
		                     wio__cxx_guard(called->fn, called->arg), NULL);
		if (context)
			wio__context_leave(before);
		wio__rt.context = before;
	}
	post_drop(node);
}

/* By the loop's own thread: behind all that has come so far, as call_soon. */
static void post_here(wio_loop *loop, struct wio__post *post)
{
	wio__loop_look(loop);
	wio__posts_take(loop);
	wio__loop_ready(loop, &post->node);
}

static void post_from_afar(wio_loop *loop, struct wio__post *post)
{
	post->next = atomic_load(&loop->posts);
	while (!atomic_compare_exchange_weak(&loop->posts, &post->next, post))
		;
	wio__loop_attend(loop);
}

void wio__post_send(wio_loop *loop, struct wio__post *post)
{
	if (loop->home == &wio__rt)
		post_here(loop, post);
	else
		post_from_afar(loop, post);
	wio__host_wake(loop);
}

/* A thread that is not the loop's may have nobody who frees its last error: what may
 * happen to one that does everything right leaves none there. */
static int check(const wio_loop *loop, wio_fn *fn, const void *arg,
                 const wio_call_options *o)
{
	static const char who[] = "wio_loop_call_soon_threadsafe";
	if (!wio__is(loop, WIO__LOOP))
		return wio__misuse_refuse(loop, WIO__LOOP, who, "loop");
	if (!fn)
		return wio_raise(WIO_EINVAL, "%s: fn is NULL", who);
	if (o->context && !wio__context_valid(o->context))
		return wio_raise(WIO_EINVAL, "%s: options.context is not a context", who);
	if (loop->closed)
		return loop->home == &wio__rt
		           ? wio_raise(WIO_ECLOSED, "%s: the loop is closed", who)
		           : WIO_ECLOSED;
	return wio__arg_check(arg, o->arg_size);
}

int wio_loop_call_soon_threadsafe(wio_loop *loop, wio_fn *fn, void *arg,
                                  const wio_call_options *options)
{
	static const wio_call_options none;
	const wio_call_options *o = options ? options : &none;
	struct called *called = NULL;
	int r = check(loop, fn, arg, o);
	if (r < 0)
		goto refuse;
	r = WIO_ENOMEM;
	size_t offset = (sizeof *called + 15) & ~(size_t)15;
	if (o->arg_size > SIZE_MAX - offset ||
	    !(called = wio__shared_zalloc(offset + o->arg_size)))
		goto refuse;
	called->post.node.run = wio__post_run;
	called->post.node.drop = post_drop;
	called->loop = loop;
	called->fn = fn;
	called->arg = arg;
	called->arg_free = o->arg_free;
	if (o->context)
		called->context = wio__context_retain(o->context);
	else if (wio__rt.stepping == loop &&
	         wio__context_copy(&called->context, NULL) < 0)
		goto free_called;
	if (o->arg_size) {
		called->arg = (char *)called + offset;
		memcpy(called->arg, arg, o->arg_size);
	}
	wio__post_send(loop, &called->post);
	return 0;
free_called:
	free(called);
refuse:
	wio__call_refuse(arg, options);
	return r;
}

void wio__posts_take(wio_loop *loop)
{
	struct wio__post *newest = atomic_exchange(&loop->posts, NULL);
	struct wio__post *oldest = NULL;
	while (newest) {
		struct wio__post *next = newest->next;
		newest->next = oldest;
		oldest = newest;
		newest = next;
	}
	for (; oldest; oldest = oldest->next)
		wio__loop_ready(loop, &oldest->node);
}

WIO__NEVER_INLINE void wio__posts_drop(wio_loop *loop)
{
	struct wio__post *post = atomic_exchange(&loop->posts, NULL);
	while (post) {
		struct wio__post *next = post->next;
		post->node.drop(&post->node);
		post = next;
	}
}

/* ---- tickets ---- */

/* Tickets are slots; the generation in a ticket's upper half tells a late one
 * from the slot's present owner. */
struct wio__ticket {
	wio_future *future; /* NULL: free */
	uint32_t generation;
	uint32_t next_free; /* slot number from 1 */
};

static uint64_t number_of(uint32_t slot)
{
	return (uint64_t)wio__rt.tickets[slot].generation << 32 | slot;
}

static int more_slots(void)
{
	uint32_t room = wio__rt.ticket_room;
	uint32_t more = room ? room * 2 : 16;
	struct wio__ticket *tickets = wio__zalloc(more * sizeof *tickets);
	if (!tickets)
		return WIO_ENOMEM;
	if (room)
		memcpy(tickets, wio__rt.tickets, room * sizeof *tickets);
	wio__free(wio__rt.tickets, room * sizeof *tickets);
	for (uint32_t i = room; i < more; i++) {
		tickets[i].generation = 1;
		tickets[i].next_free = wio__rt.ticket_free;
		wio__rt.ticket_free = i + 1;
	}
	wio__rt.tickets = tickets;
	wio__rt.ticket_room = more;
	return 0;
}

int wio_future_ticket(wio_future *future, uint64_t *ticket)
{
	*ticket = 0;
	if (!wio__future_valid(future) || future->object.kind == WIO__TASK)
		return wio_raise(WIO_EINVAL, "wio_future_ticket: not a plain future");
	if (future->state != WIO__PENDING)
		return wio_raise(WIO_ESTATE, "wio_future_ticket: it is done already");
	/* What its close would have revoked is left for good. */
	if (future->loop->closed)
		return wio_raise(WIO_ECLOSED, "wio_future_ticket: the loop is closed");
	if (!wio__rt.ticket_free) {
		int r = more_slots();
		if (r < 0)
			return r;
	}
	uint32_t slot = wio__rt.ticket_free - 1;
	wio__rt.ticket_free = wio__rt.tickets[slot].next_free;
	wio__rt.tickets[slot].future = wio__future_retain(future);
	future->loop->tickets++;
	*ticket = number_of(slot);
	return 0;
}

static void close_ticket(uint32_t slot)
{
	struct wio__ticket *ticket = &wio__rt.tickets[slot];
	wio_future *future = ticket->future;
	ticket->future = NULL;
	ticket->generation++;
	ticket->next_free = wio__rt.ticket_free;
	wio__rt.ticket_free = slot + 1;
	future->loop->tickets--;
	wio__future_release(future);
}

int wio_ticket_complete(uint64_t number, int result)
{
	uint32_t slot = (uint32_t)number;
	if (slot >= wio__rt.ticket_room || !wio__rt.tickets[slot].future ||
	    number_of(slot) != number)
		return wio_raise(WIO_ESTALE, "%s", wio_strerror(WIO_ESTALE));
	wio_future *future = wio__rt.tickets[slot].future;
	wio_loop *loop = future->loop;
	int r = 0;
	wio__loop_look(loop);
	if (future->state != WIO__PENDING || loop->closed)
		r = wio_raise(WIO_ESTALE, "the future of the ticket is done already");
	else
		wio__future_finish(future, WIO__FINISHED, result,
		                   result < 0 ? wio__error_bare(result) : NULL);
	/* Also when it was late: nothing else may be able to wake the loop now. */
	wio__loop_changed(loop);
	close_ticket(slot);
	return r;
}

/* A closed loop's tickets would keep it alive. */
void wio__tickets_revoke(wio_loop *loop)
{
	for (uint32_t i = 0; i < wio__rt.ticket_room; i++)
		if (wio__rt.tickets[i].future && wio__rt.tickets[i].future->loop == loop)
			close_ticket(i);
}

void wio__tickets_free(void)
{
	wio__free(wio__rt.tickets, wio__rt.ticket_room * sizeof *wio__rt.tickets);
	wio__rt.tickets = NULL;
	wio__rt.ticket_room = wio__rt.ticket_free = 0;
}
