// SPDX-License-Identifier: MIT
#ifndef WASYNCIO_FUTURE_H
#define WASYNCIO_FUTURE_H

#include "error.h"
#include "types.h"

WIO_BEGIN

/*
 * Make a pending future of a loop, or of the running one when it is NULL.
 * Owns: the caller has one reference.
 * Mirrors: loop.create_future.
 * [never suspends] [0, WIO_ENOTRUNNING no loop given and none running,
 * WIO_ENOMEM]
 */
int wio_future_new(wio_future **out, wio_loop *loop) WIO_NONNULL(1);

/*
 * End it with a result, zero or positive.
 * Mirrors: Future.set_result.
 * [never suspends] [0, WIO_EINVAL a negative result or a task, WIO_ESTATE it
 * is done already]
 */
int wio_future_set_result(wio_future *future, int result);

/*
 * The same with a larger result beside the number.
 * Owns: the future owns value and frees it with free_value (which may be
 * NULL) unless wio_future_take moves it; on an error it is the caller's still.
 * Mirrors: Future.set_result.
 * [never suspends] [0, WIO_EINVAL, WIO_ESTATE, WIO_ESTACK value is on a shared
 * stack]
 */
int wio_future_set_value(wio_future *future, int result, void *value,
                         wio_free_fn *free_value);

/*
 * End it with an error; format as in wio_raise.  NULL: the record of the last error
 * goes along, if it is of code.
 * Mirrors: Future.set_exception.
 * [never suspends] [0, WIO_EINVAL code not negative or a task, WIO_ESTATE]
 */
int wio_future_set_exception(wio_future *future, int code, const char *format,
                             ...) WIO_PRINTF(3, 4);

/*
 * Cancel it; message may be NULL and is copied.  On a task: wio_task_cancel.
 * The error of one that is done counts as looked at.
 * Mirrors: Future.cancel.
 * [never suspends] [1 it is cancelled now, 0 it was done already]
 */
int wio_future_cancel(wio_future *future, const char *message);

/* True when it has a result or an error or is cancelled.
 * Mirrors: Future.done.  [never suspends] [cannot fail] */
bool wio_future_done(const wio_future *future);

/* True when it ended cancelled.
 * Mirrors: Future.cancelled.  [never suspends] [cannot fail] */
bool wio_future_cancelled(const wio_future *future);

/*
 * Its result or its error, of which wio_last_error then has the record.
 * Mirrors: Future.result.
 * [never suspends] [the result, its error, WIO_ECANCELED, WIO_ESTATE pending]
 */
int wio_future_result(wio_future *future);

/*
 * The code of its error; it counts as retrieved.
 * Mirrors: Future.exception.
 * [never suspends] [0 it has a result, its error, WIO_ECANCELED, WIO_ESTATE]
 */
int wio_future_exception(wio_future *future);

/* The record of its error, or NULL.  Owns: borrowed.
 * Mirrors: Future.exception.  [never suspends] [cannot fail] */
const wio_error *wio_future_error(wio_future *future);

/* The larger result, or NULL.  Owns: borrowed.
 * Mirrors: Future.result.  [never suspends] [cannot fail] */
void *wio_future_value(const wio_future *future);

/* The larger result, once; NULL from then on.  Owns: the caller frees it.
 * [never suspends] [cannot fail] */
void *wio_future_take(wio_future *future);

/* The loop it belongs to.  Owns: borrowed.
 * Mirrors: Future.get_loop.  [never suspends] [cannot fail] */
wio_loop *wio_future_get_loop(const wio_future *future);

typedef int wio_done_fn(wio_future *future, void *arg);

/*
 * Queue fn(future, arg) once the future is done, in the order of registration;
 * for one that is done already, at once.  A callback that wants the task whose
 * future it is has that as arg.
 * Mirrors: Future.add_done_callback.
 * [never suspends] [0, WIO_EINVAL, WIO_ECLOSED, WIO_ESTACK arg is on a shared
 * stack, WIO_ENOMEM]
 */
int wio_future_add_done_callback(wio_future *future, wio_done_fn *fn, void *arg,
                                 const wio_call_options *options);

/* Take back every callback of this fn and arg that is not queued yet.
 * Mirrors: Future.remove_done_callback.
 * [never suspends] [how many] */
int wio_future_remove_done_callback(wio_future *future, wio_done_fn *fn,
                                    const void *arg);

/*
 * A number by which the host may complete the future later.  It holds the
 * future and, while it is open, the loop counts as one that can be woken.
 * The task may be cancelled meanwhile: a host should keep its data until C
 * asks for it, and not write to memory of the task when it completes.
 * [never suspends] [0, WIO_EINVAL a task, WIO_ESTATE done, WIO_ECLOSED,
 * WIO_ENOMEM]
 */
int wio_future_ticket(wio_future *future, uint64_t *ticket) WIO_NONNULL(2);

/*
 * Complete the future of a ticket with a result or, below zero, an error, and
 * wake its loop.  Nothing runs before this returns.  For host code of the same
 * thread, inside or outside a step.
 * [never suspends] [0, WIO_ESTALE used before, or the future is done or gone]
 */
int wio_ticket_complete(uint64_t ticket, int result);

/* One more reference; returns its argument.  [never suspends] [cannot fail] */
wio_future *wio_future_retain(wio_future *future);

/* One reference less; NULL is ignored.  The last one reports an error that
 * nobody looked at.  [never suspends] [cannot fail] */
void wio_future_release(wio_future *future);

WIO_END
#endif
