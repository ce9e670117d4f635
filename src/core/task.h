// SPDX-License-Identifier: MIT
#ifndef WIO_CORE_TASK_H
#define WIO_CORE_TASK_H

#include <stdbool.h>
#include <stddef.h>

#include "core/call.h"
#include "core/future.h"
#include "core/queue.h"
#include "core/runtime.h"
#include "core/slow.h"
#include "core/timer.h"
#include "wasyncio/task.h"

/* The bytes of a stack, where nothing is said. */
enum { WIO__TASK_STACK = 16 * 1024 };

/* What a suspended task waits for. */
enum wio__wait {
	WIO__WAIT_NONE,   /* not started, ready, or running */
	WIO__WAIT_FUTURE, /* waiting_on */
	/* Woken by wio__task_wake: */
	WIO__WAIT_EVENT,     /* a timer, or who wakes waits_in */
	WIO__WAIT_DESCRIPTOR /* fd */
};

/* A call that may be left from any depth (scope/throw.c), on its task's stack. */
struct wio__protect {
	struct wio__protect *outer;
	struct wio_error *error; /* a record that is lost if it is never returned to */
	/* As they were outside of it: the contexts that are entered, and the locks. */
	struct wio__context_scope *scopes;
	int locked;
	int masked;
};

/*
 * What every task has to do with when it is made, runs and ends comes first: with
 * many of them each line of a cache that is read is one that is waited for.  Eight
 * bytes a pointer, a blank line here begins a new one.
 */
struct wio_task {
	struct wio_future future;

	struct wio__link ready; /* start, wake-up by a future, or by an event */
	struct wio_task *next;  /* all tasks of the loop, in order of creation */
	struct wio_task *previous;
	struct wio__coro *coro;
	bool must_cancel;
	bool cancel_passed_on; /* cancel went to waiting_on */
	bool started;
	bool eager; /* still in the call that has made it */
	bool finalises; /* what was dropped: runs, and waits, though cancelled before */
	bool shares_stack;
	bool queued; /* ready is in a queue */
	unsigned char wait;

	struct wio__call call;

	struct wio__context_scope *scopes; /* contexts entered within it */
	struct wio__cleanup *cleanups; /* the last one first */
	struct wio_error *error;     /* the live record */
	struct wio_error *cancel_error; /* the message of the one that arrives */
	char *name; /* NULL: "Task-N", made when it is asked for */
	union {
		wio_fn *fn;        /* that a shared stack is begun with */
		size_t high_water; /* of its stack, when it is gone */
	};
	unsigned number;
	int result;            /* of its code and its cleanups */
	int wake;              /* what the wait returns */
	bool asleep;    /* in waits_in, neither woken nor cancelled */
	bool was_woken; /* there */
	unsigned char refused; /* waits refused because the loop is closed, or by force */
	unsigned char forced;  /* to end (force.h) */

	struct wio__run *run;          /* NULL: the one that is driven */
	struct wio_future *waiting_on;
	union {
		int *awaited; /* where its result goes, or NULL */
		bool *told; /* where it goes whether it was woken in waits_in; or NULL */
		int fd;
	};
	struct wio_waiters *waits_in; /* waiters.c */
	struct wio_task *waits_next; /* who came after it */
	struct wio_task *waits_previous; /* and before it */
	wio__source source;      /* and who asked for it */
	int cancels;
	int masked;            /* running cleanups */

	struct wio__protect *protect;  /* the innermost */
	struct wio__inner *inner;      /* the coroutine that it is in, or NULL */
	struct wio__shield *shield;    /* the innermost */
	struct wio__timer timer;

	struct wio__link shutdown; /* tells the closing runner that it is done */
	struct wio_task *shutdown_next;
	const char *place; /* of the call that made it, if that is known */
};

int wio__task_new(wio_loop *loop, wio_task **out, wio_fn *fn, void *arg,
                  const wio_task_options *options);
/* One that can be started without memory, with a name, in a copy of the context of
 * then; nobody sees it before.  A start gives a reference; or it is discarded. */
int wio__task_prepare(wio_loop *loop, wio_task **out, wio_fn *fn, void *arg,
                      const wio_task_options *options);
wio_task *wio__task_start(wio_loop *loop, wio_task *task);
/* Start it here and now, where it runs to its first wait. */
wio_task *wio__task_run_now(wio_loop *loop, wio_task *task);
/* As wio__task_start when the loop is closed: it runs to its end, here. */
void wio__task_run_closed(wio_loop *loop, wio_task *task);
void wio__task_discard(wio_task *task);
void wio__task_step(struct wio__node *node);
/* Whether a node is that of a task. */
static inline bool wio__is_task_node(const struct wio__node *node)
{
	return node->run == wio__task_step ||
	       (wio__is_linked(wio__slow_step) && node->run == wio__slow_step);
}
/* Queue a task that waits for an event, with what its wait is to return. */
void wio__task_wake(wio_task *task, int result);
/* End the running task here, with this error: its cleanups run, its frames are
 * dropped. */
_Noreturn void wio__task_abandon(wio_task *task, int error);
/* What is to become of a coroutine that came back neither by a wait nor by its end,
 * locked as it was before: whether it is to be resumed for cleanups; the running
 * task's result says how it ended. */
bool wio__task_left(wio_task *task, struct wio__coro **coro,
                    enum wio__coro_state how, int locked);
/* Cleanups of the running task are what a coroutine that has ended is to call. */
wio__coro_entry wio__task_leave_scopes;
/* Resume for the last time(s) a task whose loop is closed. */
void wio__task_close(wio_task *task);
/* Let it run, in a step or when its loop closes: it gave the host a turn, or its
 * cleanups are next. */
void wio__task_continue(wio_task *task);

int wio__keep_check_slow(const void *pointer, const char *what);
/* A pointer that is to be kept must not lead to frames of a task on a shared
 * stack, which will not be there.  what: its name in the message.
 * [0, WIO_ESTACK] */
static inline int wio__keep_check(const void *pointer, const char *what)
{
	const wio_task *task = wio__rt.task;
	return task && task->shares_stack ? wio__keep_check_slow(pointer, what) : 0;
}

/* An argument that is to be kept, or copied: then there has to be one.
 * [0, WIO_ESTACK, WIO_EINVAL] */
int wio__arg_refuse(size_t size);
static inline int wio__arg_check(const void *arg, size_t size)
{
	if (!size)
		return wio__keep_check(arg, "arg");
	return arg ? 0 : wio__arg_refuse(size);
}

/* What programs do with one, without a look at the handle. */
wio_task *wio__task_retain(wio_task *task);
void wio__task_release_last(wio_task *task);
static inline void wio__task_release(wio_task *task)
{
	if (task->future.object.refs == 1)
		wio__task_release_last(task);
	else
		task->future.object.refs--;
}
int wio__task_cancel(wio_task *task, const char *message);
/* By one of its scopes, whose place that mark is: shields that were opened later
 * hold it.  kind: an enum wio_source_kind. */
void wio__task_cancel_within(wio_task *task, int64_t mark, unsigned kind);
/* Cancelled in the step that has ended: it arrives at the wait that it is in. */
void wio__task_cancel_wait(wio_task *task);
int wio__task_uncancel(wio_task *task);
int wio__task_cancelling(const wio_task *task);
const char *wio__task_name(const wio_task *task);

#endif
