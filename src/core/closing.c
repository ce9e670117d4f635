// SPDX-License-Identifier: MIT
/* What takes part in the end of a loop. */
#include "core/closing.h"

#include "core/call.h"
#include "core/future.h"
#include "core/memory.h"
#include "core/queue.h"
#include "core/task.h"
#include "wasyncio/error.h"

static struct wio__closing *first_of(struct wio__closing *closing,
                                     enum wio_phase phase)
{
	while (closing && closing->given.phase != phase)
		closing = closing->next;
	return closing;
}

struct wio__closing *wio__closing_first(const wio_loop *loop, enum wio_phase phase)
{
	return first_of(loop->closings, phase);
}

struct wio__closing *wio__closing_next(const struct wio__closing *closing)
{
	return first_of(closing->next, closing->given.phase);
}

/* On a stack of its own, whatever others have: to wait takes no memory there. */
static int prepare(wio_loop *loop, struct wio__closing *closing)
{
	const size_t size = closing->given.stack_size;
	return wio__task_prepare(
	    loop, &closing->task, closing->given.fn, closing->given.arg,
	    &(wio_task_options){.name = WIO__CLOSING_NAME,
	                        .stack_size = size ? size : (size_t)WIO__TASK_STACK});
}

static int check(const wio_loop *loop, const wio_closing *closing)
{
	static const char who[] = "wio_loop_at_close";
	int r = wio__loop_check(loop, who);
	if (r < 0)
		return r;
	if (loop->closed)
		return wio_raise(WIO_ECLOSED, "%s: the loop is closed", who);
	if (!closing || !closing->fn)
		return wio_raise(WIO_EINVAL, "%s: closing has no fn", who);
	if (closing->phase != WIO_PHASE_GENERATORS &&
	    closing->phase != WIO_PHASE_EXECUTOR)
		return wio_raise(WIO_EINVAL, "%s: there is no phase %d", who,
		                 (int)closing->phase);
	return wio__keep_check(closing->arg, "closing.arg");
}

int wio_loop_at_close(wio_loop *loop, const wio_closing *given)
{
	int r = check(loop, given);
	if (r < 0)
		return r;
	struct wio__closing *closing = wio__zalloc(sizeof *closing);
	if (!closing)
		return WIO_ENOMEM;
	closing->given = *given;
	r = prepare(loop, closing);
	if (r < 0) {
		wio__free(closing, sizeof *closing);
		return r;
	}
	closing->next = loop->closings;
	loop->closings = closing;
	return 0;
}

void *wio_loop_at_close_arg(const wio_loop *loop, wio_fn *fn)
{
	if (wio__loop_check(loop, "wio_loop_at_close_arg") < 0)
		return NULL;
	const struct wio__closing *closing = loop->closings;
	while (closing && closing->given.fn != fn)
		closing = closing->next;
	return closing ? closing->given.arg : NULL;
}

/* The step that was: its stop has been in the queue until now. */
static void forget(wio_loop *loop, struct wio__closing *closing)
{
	if (closing->stop.queued)
		wio__queue_remove(&loop->ready, &closing->stop.link.node);
	closing->stop.queued = false;
	if (closing->last)
		wio__task_release(closing->last);
	closing->last = NULL;
}

static wio_task *start(wio_loop *loop, struct wio__closing *closing)
{
	wio_task *task = wio__task_start(loop, closing->task);
	closing->task = NULL;
	forget(loop, closing);
	closing->last = task;
	return task;
}

void wio__closing_begin(wio_loop *loop, struct wio__closing *closing,
                        struct wio__stop *stop)
{
	wio_task *task = start(loop, closing);
	wio__queue_remove(&loop->ready, &task->ready.node);
	wio__queue_push_first(&loop->batch, &task->ready.node);
	wio__link_remove(&stop->future->callbacks, &stop->link);
	stop->future = &task->future;
	wio__link_push(&task->future.callbacks, &stop->link);
}

bool wio__closing_ended(const struct wio__closing *closing)
{
	closing->last->future.unretrieved = false;
	return closing->last->future.state != WIO__PENDING;
}

int wio__closing_run(wio_loop *loop, struct wio__closing *closing, bool keeps_stop,
                     bool *ended)
{
	*ended = false;
	/* A strict close may come to it again. */
	int r = closing->task ? 0 : prepare(loop, closing);
	if (r < 0)
		return r;
	wio_task *task = start(loop, closing);
	r = wio__loop_run(loop, &task->future, &closing->stop);
	*ended = wio__closing_ended(closing);
	/* Left in its middle: nothing of it may reach into the next step.  At its end, by
	 * a stop that the run had left, its own does, as in asyncio. */
	if (r < 0 || !keeps_stop)
		forget(loop, closing);
	return r;
}

void wio__closing_end(wio_loop *loop)
{
	while (loop->closings) {
		struct wio__closing *closing = loop->closings;
		forget(loop, closing);
		wio__value_call(closing->given.closed, closing->given.arg);
		/* It may have asked for its argument until now. */
		loop->closings = closing->next;
		if (closing->task)
			wio__task_discard(closing->task);
		wio__free(closing, sizeof *closing);
	}
}
