// SPDX-License-Identifier: MIT
#include "core/loop.h"

#include <string.h>

#include "core/clock.h"
#include "core/closing.h"
#include "core/compiler.h"
#include "core/error.h"
#include "core/force.h"
#include "core/format.h"
#include "core/future.h"
#include "core/memory.h"
#include "core/misuse.h"
#include "core/object.h"
#include "core/outside.h"
#include "core/post.h"
#include "core/report.h"
#include "core/runs.h"
#include "core/task.h"
#include "core/timer.h"
#include "core/trace.h"
#include "core/words.h"
#include "coro.h"
#include "host.h"

/* As due_by: none of the timers is part of the batch. Before any time, and short enough to
 * be a part of an instruction. */
#define NOT_DUE INT32_MIN

/* ---- making ---- */

int wio_loop_new(wio_loop **out)
{
	*out = NULL;
	wio_loop *loop = wio__shared_zalloc(sizeof *loop);
	if (!loop)
		return WIO_ENOMEM;
	loop->object.kind = WIO__LOOP;
	loop->home = &wio__rt;
	atomic_init(&loop->refs, 1);
	atomic_init(&loop->leaving, 0);
	atomic_init(&loop->interrupts, 0);
	atomic_init(&loop->posts, NULL);
	/* First, so that what fails leaves no block in a cache. */
	wio__runtime_enter();
	int r = wio__host_open(loop);
	if (r < 0) {
		free(loop);
		wio__runtime_leave();
		return r;
	}
	loop->clock = wio__rt.clock;
	loop->due_by = NOT_DUE;
	*out = loop;
	return 0;
}

wio_loop *wio__loop_retain(wio_loop *loop)
{
	atomic_fetch_add_explicit(&loop->refs, 1, memory_order_relaxed);
	return loop;
}

/* True when that was the last reference. */
static bool release(wio_loop *loop)
{
	if (atomic_fetch_sub_explicit(&loop->refs, 1, memory_order_acq_rel) != 1)
		return false;
	const bool here = loop->home == &wio__rt;
	while (atomic_load(&loop->leaving) > !here)
		;
	if (wio__loop_has_posts(loop))
		wio__posts_drop(loop);
	wio__host_close(loop);
	wio__timers_free(&loop->timers);
	wio__shared_destroy(loop->stack);
	wio_error_release(loop->leave_record);
	if (here) {
		wio__object_free(loop, sizeof *loop, WIO__LOOP, NULL);
		wio__runtime_leave();
	} else {
		loop->object.kind = WIO__FREED;
		free(loop);
	}
	return true;
}

unsigned wio__loop_references(const wio_loop *loop)
{
	return atomic_load(&((wio_loop *)(uintptr_t)loop)->refs) -
	       (loop->inner > 0);
}

void wio__loop_release(wio_loop *loop)
{
	if (!loop)
		return;
	if (loop->home != &wio__rt) {
		/* It may have been the last that could wake the loop, which looks. */
		atomic_fetch_add(&loop->leaving, 1);
		if (release(loop))
			return;
		wio__loop_attend(loop);
		wio__host_wake(loop);
		atomic_fetch_sub(&loop->leaving, 1);
		return;
	}
	if (!loop->closed && wio__loop_references(loop) == 1) {
		wio__report(loop, WIO_REPORT_UNCLOSED,
		            "a loop was dropped without wio_loop_close", 0, NULL, NULL,
		            NULL);
		wio__loop_close(loop);
	}
	/* As above; it looks when this thread comes to that. */
	wio__loop_changed(loop);
	release(loop);
}

/* Futures, tasks and handles of this thread share one reference, so that
 * making one costs no atomic operation. */
void wio__loop_hold(wio_loop *loop)
{
	if (loop->inner++ == 0)
		wio__loop_retain(loop);
}

void wio__loop_drop(wio_loop *loop)
{
	if (--loop->inner == 0)
		release(loop);
}

wio_loop *wio_get_running_loop(void)
{
	return wio__rt.stepping;
}

/* ---- time ---- */

WIO__NEVER_INLINE int64_t wio__loop_now(const wio_loop *loop)
{
	struct wio__clock *clock = wio__clock_of(loop);
	return clock ? clock->now(clock) : wio__host_now();
}

/* ---- one step ---- */

void **wio__loop_host(wio_loop *loop)
{
	return &loop->host;
}

unsigned *wio__loop_room(wio_loop *loop)
{
	return &loop->room;
}

static inline int64_t due(const wio_loop *loop)
{
	return loop->ready.first ? 0 : wio__loop_next_slow(loop);
}

int64_t wio__loop_next(const wio_loop *loop)
{
	return loop->active ? due(loop) : WIO__OVER;
}

/* The last step had no room for all of its batch. */
static inline bool is_halfway(const wio_loop *loop)
{
	return loop->batch.first || loop->due_by != NOT_DUE;
}

WIO__NEVER_INLINE int64_t wio__loop_next_slow(const wio_loop *loop)
{
	if (loop->stopping || loop->preempted || is_halfway(loop) ||
	    wio__loop_attention(loop) == WIO__AT_ONCE)
		return 0;
	const struct wio__timer *first = loop->timers.first;
	const int64_t when = first ? first->when : WIO__NEVER;
	struct wio__clock *clock = wio__clock_of(loop);
	if (clock && (when < WIO__NEVER || clock->has_events(clock)))
		return 0;
	return when;
}

void wio__loop_tell_host(wio_loop *loop)
{
	/* Otherwise the host does not wait for it. */
	if (loop->active)
		wio__host_wake(loop);
}

/* What waits for ever on purpose waits for an interrupt.  A virtual clock knows
 * that none will come, and all else that ever will. */
bool wio__loop_can_wake(const wio_loop *loop, bool outside)
{
	return loop->tickets > 0 || loop->watches > 0 || wio__loop_references(loop) > 1 ||
	       (!wio__clock_of(loop) && (outside || loop->timers.first));
}

/*
 * While tasks are ready the clock is not read at every iteration: reading it
 * costs as much as the rest of one.  As many are left out as, by the last
 * measurement, fit into 20 microseconds.
 */
static bool clock_is_due(wio_loop *loop)
{
	enum { LATE = 20000, MOST = 256 };
	if (wio__clock_of(loop) || !loop->ready.first)
		return true;
	if (loop->clock_skipped++ < loop->clock_skip)
		return false;
	int64_t now = wio__host_now();
	int64_t each = (now - loop->clock_read) / loop->clock_skipped + 1;
	int64_t fit = LATE / each;
	loop->clock_skip = fit < MOST ? (unsigned)fit : MOST;
	loop->clock_skipped = 0;
	loop->clock_read = now;
	return true;
}

static void find_due(wio_loop *loop)
{
	if (!clock_is_due(loop))
		return;
	int64_t now = wio__loop_now(loop);
	if (loop->timers.when <= now)
		loop->due_by = now;
}

static void queue_due(wio_loop *loop)
{
	struct wio__timer *timer;
	if (loop->due_by == NOT_DUE)
		return;
	while ((timer = wio__timers_take(&loop->timers, loop->due_by)) != NULL)
		wio__queue_push(&loop->batch, &timer->node);
	loop->due_by = NOT_DUE;
}

int wio__loop_set_timer(wio_loop *loop, struct wio__timer *timer)
{
	/* It is not of this batch. */
	if (timer->when <= loop->due_by)
		queue_due(loop);
	return wio__timers_add(&loop->timers, timer);
}

void wio__loop_leave(wio_loop *loop, int error, struct wio_error *record)
{
	loop->leave = error;
	wio__loop_attend(loop);
	wio__error_set(&loop->leave_record, wio_error_retain(record));
}

WIO__NEVER_INLINE void wio__loop_look_slow(wio_loop *loop)
{
	/* First, so that what comes in meanwhile is seen again. */
	atomic_store(&loop->attention, WIO__NOTHING);
	if (loop->take_interrupts)
		loop->take_interrupts(loop);
	if (loop->kills || loop->leave || loop->closed || wio__loop_has_posts(loop) ||
	    (wio__is_linked(wio__run_pass_on) && loop->interrupted)) {
		wio__loop_attend(loop);
	} else if (wio__is_linked(wio__force_settle) && loop->forced) {
		unsigned char nothing = WIO__NOTHING;
		atomic_compare_exchange_strong(&loop->attention, &nothing, WIO__WHEN_IT_WAITS);
	}
}

static WIO__RARE bool left_slow(wio_loop *loop)
{
	wio__loop_look_slow(loop);
	if (wio__is_linked(wio__run_pass_on) && loop->interrupted)
		wio__run_pass_on(loop);
	if (loop->kills && !loop->leave) {
		loop->kills--;
		wio__loop_leave(loop, WIO_EINTERRUPTED, NULL);
	}
	return loop->leave != 0;
}

/* Interrupts and errors that end the run here and now, in the middle of the
 * batch: what is left of it stays for the next run.  Not while a task has only
 * given the host a turn: what comes then is for its check point. */
static inline bool left(wio_loop *loop)
{
	return wio__loop_attention(loop) && !loop->preempted && left_slow(loop);
}

/* False: the run ends here. */
static inline bool begin(wio_loop *loop)
{
	loop->iteration++;
	if (wio__clock_of(loop))
		wio__clock_poll(loop);
	if (wio__loop_attention(loop)) {
		if (wio__loop_has_posts(loop))
			wio__posts_take(loop);
		if (left_slow(loop))
			return false;
	}
	if (loop->timers.first)
		find_due(loop);
	loop->batch = loop->ready;
	loop->ready = (struct wio__queue){NULL, NULL};
	return true;
}

static bool go_on(wio_loop *loop)
{
	wio_task *task = loop->preempted;
	loop->preempted = NULL;
	wio__task_continue(task);
	return !left(loop);
}

/* The next of the batch, or NULL. */
static inline struct wio__node *next(wio_loop *loop)
{
	if (loop->batch.first) {
		struct wio__node *node = wio__queue_pop(&loop->batch);
		if (loop->batch.first)
			wio__look_ahead(loop->batch.first);
		return node;
	}
	if (loop->due_by != NOT_DUE) {
		struct wio__timer *timer = wio__timers_take(&loop->timers, loop->due_by);
		if (timer)
			return &timer->node;
		loop->due_by = NOT_DUE;
	}
	return NULL;
}

/* What is left of the batch is for the next run, before what came since. */
static WIO__RARE void put_back(wio_loop *loop)
{
	queue_due(loop);
	wio__queue_append(&loop->batch, &loop->ready);
	wio__queue_append(&loop->ready, &loop->batch);
}

/* The batch has been gone through. */
static inline int64_t end(wio_loop *loop)
{
	wio__rt.stepping = NULL;
	const bool over = loop->stopping || loop->leave;
	if (over)
		loop->active = false;
	/* Under a virtual clock the host is to see each iteration. */
	if (wio__clock_of(loop))
		return WIO__TURN;
	return over ? WIO__OVER : due(loop);
}

/* What was left, gave the host a turn, or had no more room: mostly in the midst of the
 * batch. */
static WIO__RARE int64_t break_off(wio_loop *loop, bool on)
{
	if (!on)
		put_back(loop);
	if (!loop->preempted && !is_halfway(loop))
		return end(loop);
	wio__rt.stepping = NULL;
	return loop->preempted ? WIO__TURN : 0;
}

int64_t wio__loop_step(wio_loop *loop)
{
	wio__rt.stepping = loop;
	bool on = loop->preempted ? go_on(loop) : is_halfway(loop) ? !left(loop) : begin(loop);
	unsigned room = loop->room;
	while (on && !loop->preempted) {
		struct wio__node *node = next(loop);
		if (!node) {
			loop->room = room;
			return end(loop);
		}
		/* Mostly a task, and a direct call is cheaper. */
		if (node->run == wio__task_step)
			wio__task_step(node);
		else
			node->run(node);
		on = !left(loop);
		if (--room == 0)
			break;
	}
	loop->room = room;
	return break_off(loop, on);
}

/* ---- runs ---- */

static void stop_run(struct wio__node *node)
{
	struct wio__stop *stop = wio__container(node, struct wio__stop, link.node);
	wio_future *future = stop->future;
	stop->queued = false;
	/* One that leaves has left already, straight out of the loop. */
	if (!(future->state == WIO__FINISHED && wio__leaves(future->result)))
		stop->loop->stopping = true;
	if (stop->owned) {
		wio__future_release(future);
		wio__free(stop, sizeof *stop);
	}
}

static void stop_drop(struct wio__node *node)
{
	struct wio__stop *stop = wio__container(node, struct wio__stop, link.node);
	if (stop->owned) {
		wio__future_release(stop->future);
		wio__free(stop, sizeof *stop);
	}
}

int wio__loop_check_drive(const char *who)
{
	if (wio__host_can_drive())
		return 0;
	return wio_raise(WIO_ENOSUSPEND,
	                 "%s: only main, and what it calls, can wait for a run here",
	                 who);
}

/* Leave a record that names the tasks which wait for ever. */
static void report_deadlock(const wio_loop *loop)
{
	char names[400];
	size_t n = 0;
	names[0] = '\0';
	for (wio_task *t = loop->tasks; t && n < sizeof names; t = t->next) {
		n += wio__format(names + n, sizeof names - n, "%s%s", n ? ", " : "",
		                 wio__task_name(t));
		/* A space, and room for an end of the text at least. */
		if (wio__is_linked(wio__task_words) && n + 1 < sizeof names) {
			names[n++] = ' ';
			n += wio__task_words(t, names + n, sizeof names - n);
		}
	}
	wio_raise(WIO_EDEADLK, "%s; waiting: %s", wio_strerror(WIO_EDEADLK),
	          n ? names : "nobody");
}

static int take_leave(wio_loop *loop)
{
	int r = loop->leave;
	loop->leave = 0;
	struct wio_error *record = loop->leave_record;
	loop->leave_record = NULL;
	wio__error_set(wio__error_slot(), record ? record : wio__error_bare(r));
	return r;
}

int wio__loop_left(wio_loop *loop)
{
	return left(loop) ? take_leave(loop) : 0;
}

int wio__loop_drive(wio_loop *loop)
{
	/* What a handler returned outside of a run ends none. */
	loop->leave = 0;
	loop->active = true;
	int r = wio__host_drive(loop);
	loop->active = false;
	loop->stopping = false;
	if (r == WIO_EDEADLK) {
		wio__trace(WIO__EVENT_DEADLOCK, NULL, 0);
		report_deadlock(loop);
	}
	return loop->leave ? take_leave(loop) : r;
}

int wio__loop_run(wio_loop *loop, wio_future *until, struct wio__stop *stop)
{
	stop->link.node.run = stop_run;
	stop->link.node.drop = stop_drop;
	stop->loop = loop;
	stop->future = until;
	stop->queued = true;
	stop->owned = false;
	if (until->state == WIO__PENDING)
		wio__link_push(&until->callbacks, &stop->link);
	else
		wio__loop_ready(loop, &stop->link.node);
	int r = wio__loop_drive(loop);
	/* It may wait for another one by now (closing.c). */
	until = stop->future;
	/* Else it is in the ready queue, behind where the run was left. */
	if (stop->queued && until->state == WIO__PENDING) {
		wio__link_remove(&until->callbacks, &stop->link);
		stop->queued = false;
	}
	if (r < 0)
		return r;
	if (until->state == WIO__PENDING)
		return wio_raise(WIO_ESTOPPED, "%s", wio_strerror(WIO_ESTOPPED));
	return wio__future_outcome(until);
}

int wio__loop_run_until(wio_loop *loop, wio_future *future)
{
	struct wio__stop *stop = wio__zalloc(sizeof *stop);
	if (!stop)
		return WIO_ENOMEM;
	wio__future_retain(future);
	int r = wio__loop_run(loop, future, stop);
	if (stop->queued) {
		stop->owned = true;
	} else {
		wio__free(stop, sizeof *stop);
		wio__future_release(future);
	}
	return r;
}

void wio__loop_set_debug(wio_loop *loop, bool debug)
{
	loop->debug = debug;
	if (debug && wio__is_linked(wio__misuse_watch))
		wio__misuse_watch();
}

/* ---- closing ---- */

WIO__NEVER_INLINE void wio__loop_drop_ready(wio_loop *loop)
{
	while (loop->ready.first) {
		struct wio__node *node = wio__queue_pop(&loop->ready);
		if (node->drop)
			node->drop(node);
	}
}

WIO__NEVER_INLINE int wio__loop_close(wio_loop *loop)
{
	if (loop->active || wio__rt.stepping == loop)
		return wio_raise(WIO_ERUNNING, "a running loop cannot be closed");
	if (loop->closed)
		return 0;
	loop->closed = 1;
	wio__loop_attend(loop);
	wio__loop_retain(loop);
	if (wio__loop_has_posts(loop))
		wio__posts_take(loop);
	put_back(loop); /* of a step that had no room */
	wio__loop_drop_ready(loop);
	struct wio__timer *timer;
	while ((timer = wio__timers_take(&loop->timers, INT64_MAX)) != NULL)
		if (timer->node.drop)
			timer->node.drop(&timer->node);
	/* Each gets its end; what one makes or wakes on the way is dropped. */
	wio_loop *before = wio__rt.stepping;
	wio__rt.stepping = loop;
	while (loop->tasks) {
		wio_task *task = loop->tasks;
		wio__task_retain(task);
		wio__task_close(task);
		wio__loop_drop_ready(loop);
		wio__task_release(task);
	}
	if (loop->closings && wio__is_linked(wio__closing_end))
		wio__closing_end(loop);
	wio__rt.stepping = before;
	if (loop->tickets)
		wio__tickets_revoke(loop);
	wio__timers_free(&loop->timers);
	wio__shared_destroy(loop->stack);
	loop->stack = NULL;
	release(loop);
	return 0;
}
