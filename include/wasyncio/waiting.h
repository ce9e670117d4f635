// SPDX-License-Identifier: MIT
/*
 * Waiting for several tasks, or for one with conditions.
 *
 * Arrays of tasks are read before the call waits, and hold the caller's references;
 * what they point to is held as long as it is needed.  NULL is one of no tasks only.  A
 * task that stands in one twice counts twice.  To wait so for a future, give it a task that awaits it.
 */
#ifndef WASYNCIO_WAITING_H
#define WASYNCIO_WAITING_H

#include "types.h"

WIO_BEGIN

/*
 * Wait until all tasks are done.  results[i], if results is not NULL, becomes the
 * result of tasks[i].  The first that fails or is cancelled ends the wait with its
 * error, and the others go on; with return_exceptions errors are results like others.
 * Units: n counts tasks, and results.
 * Cancelled: ended; all of them are cancelled, and their ends are waited for.
 * Mirrors: await asyncio.gather(*tasks, return_exceptions=...).
 * [suspends] [0, the first error, the wait errors, WIO_ENOTRUNNING outside a task,
 * WIO_EINVAL what is no task or the caller's own, WIO_EOTHERLOOP]
 */
int wio_gather(wio_task *const *tasks, size_t n, int *results,
               bool return_exceptions);

/* What wio_wait waits for. */
enum wio_return_when {
	WIO_ALL_COMPLETED,
	WIO_FIRST_COMPLETED,
	WIO_FIRST_EXCEPTION /* one fails, or all are done; cancelled is not failed */
};

/*
 * Wait until the tasks are done as when says, or the time is over.  wio_task_done
 * tells which are.
 * Units: n counts tasks; timeout in nanoseconds, WIO_FOREVER: none.
 * Cancelled: no effect; the tasks go on.
 * Mirrors: asyncio.wait.
 * [suspends] [how many of them are done, the wait errors, WIO_ENOTRUNNING outside a
 * task, WIO_EINVAL n is 0, when is none of those, or what is no task or the caller's
 * own, WIO_EOTHERLOOP]
 */
int wio_wait(wio_task *const *tasks, size_t n, enum wio_return_when when,
             int64_t timeout);

/*
 * Wait for a task, as wio_await_task does; when the time is over, cancel it and wait
 * until it has ended.  One whose time is over already is cancelled at once, unless it
 * is done.
 * Units: timeout in nanoseconds; WIO_FOREVER: none.
 * Cancelled: ended; the task is cancelled, and its end is waited for.
 * Mirrors: asyncio.wait_for.
 * [suspends] [0 or the task's result, its error, WIO_ETIMEDOUT, the wait errors,
 * WIO_ENOTRUNNING outside a task, WIO_EINVAL no task or the caller's own,
 * WIO_EOTHERLOOP]
 */
int wio_wait_for(wio_task *task, int64_t timeout, int *result);

/*
 * Cancel a task and wait until it has ended; one that goes on nevertheless is made to
 * end, where asyncio would wait for ever.  After the grace its wait returns
 * WIO_EINTERRUPTED, as at a second interrupt, within shields, too.  After a second
 * grace no wait of its begins any more: each returns WIO_EINTERRUPTED, and at the
 * hundredth its code is gone on with no more.  What it has deferred is called then, and
 * what it has open is closed, which may wait.  It ends as cancelled, and the run goes
 * on.  One that never waits cannot be ended.
 * Units: grace in nanoseconds; WIO_FOREVER: nothing but the cancel.
 * Cancelled: partial effect; the task was asked to end, and nothing else follows.
 * [suspends] [0 it ended by itself, 1 it was interrupted, the wait errors; nothing was
 * asked: WIO_ENOSUSPEND, WIO_ENOTRUNNING outside a task, WIO_EINVAL no task or the
 * caller's own, WIO_EOTHERLOOP]
 */
int wio_task_stop(wio_task *task, int64_t grace);

/*
 * Wait for a task, as wio_await_task does.
 * Cancelled: no effect; the task goes on, and an error that it ends with is reported,
 * since nobody waits for it any more.
 * Mirrors: await asyncio.shield(task).
 * [suspends] [0 or the task's result, its error, the wait errors, WIO_ENOTRUNNING
 * outside a task, WIO_EINVAL no task or the caller's own, WIO_EOTHERLOOP]
 */
int wio_shield(wio_task *task, int *result);

/* Tasks one after the other, as they are done. */
typedef struct wio_as_completed wio_as_completed;

/*
 * Begin with these tasks.
 * Units: timeout in nanoseconds from now, for all of them; WIO_FOREVER: none.
 * Owns: wio_as_completed_close ends it.
 * Mirrors: asyncio.as_completed.
 * [never suspends] [0, WIO_ENOTRUNNING outside a task, WIO_EINVAL what is no task or
 * the caller's own, WIO_EOTHERLOOP, WIO_ENOMEM]
 */
int wio_as_completed_open(wio_as_completed **out, wio_task *const *tasks,
                          size_t n, int64_t timeout) WIO_NONNULL(1);

/*
 * Wait for the next that is done.  When several tasks do, each gets another one; for
 * whoever comes when all that are left are waited for there is none.
 * Owns: *task is borrowed, until wio_as_completed_close.
 * Cancelled: no effect; it is still to come.
 * Mirrors: async for task in as_completed(...).
 * [suspends] [1, or 0 and NULL after the last; WIO_ETIMEDOUT the time is over and not
 * all were done, the errors of wio_waiters_wait, WIO_EINVAL no iterator, WIO_ECLOSED it
 * is closed meanwhile]
 */
int wio_as_completed_next(wio_as_completed *iterator, wio_task **task)
    WIO_NONNULL(2);

/* End it, at any time; tasks that are not done go on.  Who waits for the next has
 * WIO_ECLOSED.  NULL is ignored.
 * Mirrors: the end of the loop.
 * [never suspends] [cannot fail] */
void wio_as_completed_close(wio_as_completed *iterator);

WIO_END
#endif
