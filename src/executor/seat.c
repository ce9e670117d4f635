// SPDX-License-Identifier: MIT
#include "executor/seat.h"

#include "core/loop.h"
#include "core/memory.h"
#include "executor/threads.h"
#include "wasyncio/error.h"

struct wio__seat *wio__seat_retain(struct wio__seat *seat)
{
	atomic_fetch_add_explicit(&seat->refs, 1, memory_order_relaxed);
	return seat;
}

void wio__seat_release(struct wio__seat *seat)
{
	if (atomic_fetch_sub_explicit(&seat->refs, 1, memory_order_acq_rel) != 1)
		return;
	wio__monitor_free(seat->monitor);
	free(seat);
}

/* The step in the close of a runner, and what the loop knows the seat by. */
static int shut_down(void *arg)
{
	struct wio__seat *seat = arg;
	seat->shut = true;
	return seat->executor ? seat->shut_down(seat) : 0;
}

/* The loop is closed.  What was posted and not taken goes now; the guests that are
 * left will hear of nothing. */
static void closed(void *arg)
{
	struct wio__seat *seat = arg;
	wio_loop *loop = seat->loop;
	wio_loop_retain(loop);
	wio__monitor_enter(seat->monitor);
	seat->closed = true;
	wio__monitor_leave(seat->monitor);
	wio__posts_drop(loop);
	while (seat->guests) {
		struct wio__guest *guest = seat->guests;
		wio__seat_leave(seat, guest);
		guest->leave(guest);
	}
	if (seat->executor)
		seat->let_go(seat);
	seat->loop = NULL;
	wio__seat_release(seat);
	wio_loop_release(loop);
}

int wio__seat_of(struct wio__seat **out, wio_loop *loop)
{
	*out = wio_loop_at_close_arg(loop, shut_down);
	if (*out)
		return 0;
	struct wio__seat *seat = wio__shared_zalloc(sizeof *seat);
	if (!seat)
		return WIO_ENOMEM;
	int r = WIO_ENOMEM;
	seat->monitor = wio__monitor_new();
	if (!seat->monitor)
		goto free_seat;
	atomic_init(&seat->refs, 1);
	seat->loop = loop;
	seat->shut = loop->phases_over & 1U << WIO_PHASE_EXECUTOR;
	r = wio_loop_at_close(loop, &(wio_closing){.phase = WIO_PHASE_EXECUTOR,
	                                           .fn = shut_down,
	                                           .arg = seat,
	                                           .closed = closed});
	if (r < 0)
		goto free_monitor;
	*out = seat;
	return 0;
free_monitor:
	wio__monitor_free(seat->monitor);
free_seat:
	free(seat);
	return r;
}

void wio__seat_enter(struct wio__seat *seat, struct wio__guest *guest)
{
	guest->next = NULL;
	guest->previous = seat->last;
	if (seat->last) {
		seat->last->next = guest;
	} else {
		seat->guests = guest;
		wio_loop_retain(seat->loop);
	}
	seat->last = guest;
}

void wio__seat_leave(struct wio__seat *seat, struct wio__guest *guest)
{
	if (guest->previous)
		guest->previous->next = guest->next;
	else
		seat->guests = guest->next;
	if (guest->next)
		guest->next->previous = guest->previous;
	else
		seat->last = guest->previous;
	if (!seat->guests)
		wio_loop_release(seat->loop);
}

bool wio__seat_post(struct wio__seat *seat, struct wio__post *post)
{
	wio__monitor_enter(seat->monitor);
	const bool open = !seat->closed;
	if (open)
		wio__post_send(seat->loop, post);
	wio__monitor_leave(seat->monitor);
	return open;
}
