// SPDX-License-Identifier: MIT
#ifndef WIO_WAIT_H
#define WIO_WAIT_H

#include "core/compiler.h"
#include "core/loop.h"
#include "core/task.h"
#include "coro.h"

/* Waits that a task may still make after its loop has closed, or when it is forced
 * to end, before it is taken for one that never will. */
enum { WIO__MOST_REFUSED = 100 };

/* Whether the running task may wait: 0 or one of the wait errors. */
int wio__wait_check(void);

/* No wait of this task begins any more. */
bool wio__wait_ends(void);
/* In front of what is taken back behind a wait: such a task is left at one, and that
 * would stay.  [0, WIO_ECLOSED, WIO_EINTERRUPTED] */
int wio__wait_check_end(void);
/* The same of one that is forced alone, for what may well not wait. */
int wio__wait_check_forced(void);
/* What the task was about to wait for it does not: its wait returns WIO_ENOMEM. */
void wio__wait_give_up(wio_task *task);
/* Suspend it until wio__task_wake; the result given there, or a wait error. */
int wio__wait_event(wio_task *task, enum wio__wait event);

/* ---- for tops ---- */

#define WIO__INLINE static inline __attribute__((always_inline))

/* Nothing stands in the way of a wait, and nothing wants a look. */
WIO__INLINE bool wio__wait_is_free(const wio_task *task)
{
	wio__coro_room();
	return task && wio__coro_host_depth == 0 && !wio__coro_in_exception() &&
	       !wio__loop_attention(task->future.loop);
}

/* It waits for an event from here on. */
WIO__INLINE void wio__wait_begin(wio_task *task, enum wio__wait event)
{
	task->wait = (unsigned char)event;
	task->wake = 0;
}

int wio__wait_failed(int r);

/* What a wait returns was left in task->wake by whoever woke it. */
WIO__INLINE int wio__wait_woken(int r)
{
	int wake = wio__rt.task->wake;
	return r < 0 || wake < 0 ? wio__wait_failed(r) : wake;
}

#endif
