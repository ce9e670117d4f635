// SPDX-License-Identifier: MIT
#ifndef WIO_LAYOUT_H
#define WIO_LAYOUT_H

#include <stdint.h>

/*
 * Where in memory things are, for who reads it from outside: ps.mjs, which has the same
 * list.  A loop, a task and a future begin with the word that says what they are
 * (core/object.h), so loops are found by that; what is in a list of a loop's is
 * believed only if it says that it is of that loop.
 *
 *     magic     16 bytes, with the terminating zero
 *     version   u16; another one when anything here, or what a field means, changes
 *     size      u16, of all of it
 *     pointer   u16, bytes of an address
 *     count     u16, of the offsets that follow
 *     offsets   u16 each, in the order of WIO__FIELDS; filled up to a multiple of 8
 *     step      the address of the function by which a task waits for a future, in
 *               that future's list; on WebAssembly its index in the table
 *     slow      the same in debug mode; 0: it has none
 *     awaited   the same for who waits by a callback (core/awaited.h)
 *     loops     the first loop, where the host keeps a list of them: each has the next
 *               one at loop_host, the last the address of the layout; 0: it keeps none,
 *               and they are looked for
 *
 * All of it is as the processor has it: little-endian wherever we run.
 */
#define WIO__LAYOUT_MAGIC "wasyncio-layout"
enum { WIO__LAYOUT_VERSION = 2 };

/* The struct, the member, and what ps.mjs calls it. */
#define WIO__FIELDS(X) \
	X(struct wio_loop, closed, loop_closed) \
	X(struct wio_loop, preempted, loop_preempted) \
	X(struct wio_loop, tasks, loop_tasks) \
	X(struct wio_loop, host, loop_host) \
	X(struct wio_future, loop, future_loop) \
	X(struct wio_future, state, future_state) \
	X(struct wio_future, delegates, future_delegates) \
	X(struct wio_future, marks, future_marks) \
	X(struct wio_future, callbacks.first, future_callbacks) \
	X(struct wio_task, ready, task_ready) \
	X(struct wio_task, next, task_next) \
	X(struct wio_task, name, task_name) \
	X(struct wio_task, number, task_number) \
	X(struct wio_task, place, task_place) \
	X(struct wio_task, cancels, task_cancels) \
	X(struct wio_task, run, task_run) \
	X(struct wio_task, started, task_started) \
	X(struct wio_task, queued, task_queued) \
	X(struct wio_task, wait, task_wait) \
	X(struct wio_task, fd, task_fd) \
	X(struct wio_task, waiting_on, task_waiting_on) \
	X(struct wio_task, waits_in, task_waits_in) \
	X(struct wio_task, cleanups, task_cleanups) \
	X(struct wio_task, inner, task_inner) \
	X(struct wio__run, main, run_main) \
	X(struct wio__inner, outer, inner_outer) \
	X(struct wio__inner, cleanups, inner_cleanups) \
	X(struct wio__node, next, node_next) \
	X(struct wio__node, run, node_run) \
	X(struct wio__awaited, awaiter, awaited_awaiter) \
	X(struct wio__awaiter, task, awaiter_task) \
	X(struct wio__awaiter, call, awaiter_call) \
	X(struct wio_waiters, call, waiters_call) \
	X(struct wio_waiters, holder, waiters_holder) \
	X(struct wio__cleanup, next, cleanup_next) \
	X(struct wio__cleanup, scope, cleanup_scope) \
	X(struct wio__cleanup, place, cleanup_place)

#define WIO__FIELD_ENUM(type, member, name) WIO__FIELD_##name,
enum { WIO__FIELDS(WIO__FIELD_ENUM) WIO__FIELD_COUNT };
#undef WIO__FIELD_ENUM

struct wio__layout {
	char magic[16];
	uint16_t version;
	uint16_t size;
	uint16_t pointer;
	uint16_t count;
	uint16_t offsets[(WIO__FIELD_COUNT + 3) / 4 * 4];
	void (*step)(struct wio__node *node);
	void (*slow)(struct wio__node *node);
	void (*awaited)(struct wio__node *node);
	void *loops;
};

#endif
