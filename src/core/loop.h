// SPDX-License-Identifier: MIT
#ifndef WIO_CORE_LOOP_H
#define WIO_CORE_LOOP_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/object.h"
#include "core/queue.h"
#include "core/runtime.h"
#include "core/timer.h"
#include "host.h"
#include "wasyncio/loop.h"

struct wio__clock;
struct wio__closing;
struct wio__post;
struct wio__run;
struct wio__shared;

/* What a loop's attention is. */
enum { WIO__NOTHING, WIO__WHEN_IT_WAITS, WIO__AT_ONCE };

struct wio_loop {
	struct wio__object object; /* its refs are the atomic ones below */
	atomic_uint refs;
	atomic_uint leaving; /* threads that let go of it and still wake it */
	struct wio__runtime *home; /* of its thread */
	unsigned inner; /* objects of it that still exist; they share one ref */
	atomic_uchar closed; /* or 1; other threads ask */
	bool active;   /* a run is under way, or its host pumps it */
	bool pumped;   /* by its host, whether or not anybody drives it */
	bool stopping; /* leave after this iteration */
	bool debug;
	bool asyncio; /* where we do better, as asyncio does nevertheless */
	int leave; /* error that ends the run at once, or 0 */
	struct wio_error *leave_record;
	struct wio__queue ready;
	/*
	 * What this iteration still runs: of what was ready when it began, and then
	 * of the timers that were due then.  Those stay where they are until it is
	 * their turn: a million would be out of every cache before they run.
	 */
	struct wio__queue batch;
	int64_t due_by;
	unsigned room; /* as of wio__loop_room */
	wio_task *preempted; /* gave the host a turn at a check point */
	struct wio__timers timers;
	uint64_t iteration;
	int64_t clock_read; /* when the clock was last read for timers */
	unsigned clock_skip; /* iterations that may go by before the next reading */
	unsigned clock_skipped;
	struct wio_task *tasks;
	struct wio_task *tasks_last;
	unsigned tickets; /* open */
	unsigned watches; /* descriptors waited for */
	/* Who interrupts are for, and what takes those that were raised: it cancels,
	 * or counts one that ends what runs. */
	wio_runner *runner;
	void (*take_interrupts)(wio_loop *loop);
	atomic_uint interrupts; /* raised, by anyone */
	unsigned interrupts_seen;
	unsigned kills; /* interrupts that raise at the next safe point */
	struct wio__run *interrupted; /* one raises there in what runs of it (runs.h) */
	unsigned forced; /* tasks of which no wait may begin */
	/* Not zero: something below or above wants a look, at the next safe point:
	 * an interrupt, an error that leaves, a post, the end.  So that there is
	 * one thing to test.  For WIO__WHEN_IT_WAITS the host need not hurry. */
	atomic_uchar attention;
	_Atomic(struct wio__post *) posts; /* newest first */
	wio_exception_handler *handler;
	void *handler_arg;
	bool reporting; /* the handler is running */
	struct wio__closing *closings; /* what has steps in its end, the last one first */
	unsigned phases_over; /* of its end, as bits: of those in which nothing had one */
	struct wio__clock *clock;
	struct wio__shared *stack; /* of its tasks with shared_stack; or NULL */
	const wio_start *eager_start; /* of its tasks, or NULL */
	void *host;                /* the host's own */
	int64_t slow; /* how long nothing should run; 0: 100 ms */
};

void wio__loop_hold(wio_loop *loop); /* one inner reference */
void wio__loop_drop(wio_loop *loop);
static inline void wio__loop_ready(wio_loop *loop, struct wio__node *node)
{
	wio__queue_push(&loop->ready, node);
}

static inline unsigned char wio__loop_attention(const wio_loop *loop)
{
	return atomic_load_explicit(&((wio_loop *)(uintptr_t)loop)->attention,
	                            memory_order_relaxed);
}
static inline bool wio__loop_has_posts(const wio_loop *loop)
{
	return atomic_load(&((wio_loop *)(uintptr_t)loop)->posts) != NULL;
}
static inline void wio__loop_attend(wio_loop *loop)
{
	atomic_store_explicit(&loop->attention, WIO__AT_ONCE, memory_order_release);
}
void wio__loop_look_slow(wio_loop *loop);
/* At safe points: see to what wants a look. */
static inline void wio__loop_look(wio_loop *loop)
{
	if (wio__loop_attention(loop))
		wio__loop_look_slow(loop);
}

int64_t wio__loop_next_slow(const wio_loop *loop);
int64_t wio__loop_now(const wio_loop *loop);
/* Timers are set by this: one may be due, but not of this batch. [0, WIO_ENOMEM] */
int wio__loop_set_timer(wio_loop *loop, struct wio__timer *timer);

/* Ends a run when a future is done. */
struct wio__stop {
	struct wio__link link;
	wio_loop *loop;
	wio_future *future;
	bool queued;
	bool owned; /* by the queue: freed when it has run */
};
int wio__loop_run(wio_loop *loop, wio_future *until, struct wio__stop *stop);
/* As wio_loop_run_until_complete, for who has checked that it may. */
int wio__loop_run_until(wio_loop *loop, wio_future *future);
/* Whether a run may begin here, as far as the host goes.  [0, WIO_ENOSUSPEND] */
int wio__loop_check_drive(const char *who);
/* Let go of what is ready and will not run: the loop is closed. */
void wio__loop_drop_ready(wio_loop *loop);
/* End the run at once with this error, whose record is retained. */
void wio__loop_leave(wio_loop *loop, int error, struct wio_error *record);
/* Outside of a run, what would end one here: that error, taken, or 0. */
int wio__loop_left(wio_loop *loop);

/* One of this thread; the second is for what is a loop.
 * [0, WIO_EINVAL, WIO_EOTHERLOOP] */
int wio__loop_check(const wio_loop *loop, const char *who);
int wio__loop_refuse_thread(const char *who);
static inline int wio__loop_check_thread(const wio_loop *loop, const char *who)
{
	return loop->home == &wio__rt ? 0 : wio__loop_refuse_thread(who);
}
/* References but for the one that the loop's own objects share. */
unsigned wio__loop_references(const wio_loop *loop);
/* Drive it until it is stopped or left.  [0, what it was left with, WIO_EDEADLK,
 * WIO_ENOSUSPEND] */
int wio__loop_drive(wio_loop *loop);

/* What programs do with one, without a look at the handle. */
wio_loop *wio__loop_retain(wio_loop *loop);
void wio__loop_release(wio_loop *loop);
int wio__loop_close(wio_loop *loop);
void wio__loop_set_debug(wio_loop *loop, bool debug);

#endif
