// SPDX-License-Identifier: MIT
#ifndef WASYNCIO_TASK_H
#define WASYNCIO_TASK_H

#include "error.h"
#include "types.h"

WIO_BEGIN

/*
 * Make a task of the running loop; its first step is in the next iteration, or at once
 * with WIO_START_EAGER.
 * Owns: out may be NULL (the loop keeps the task until it is done); else *out
 * is the caller's, to be released.
 * Mirrors: asyncio.create_task.
 * [never suspends] [0, WIO_ENOTRUNNING, WIO_EINVAL no fn, a bad context, or
 * stack_size with shared_stack, WIO_ESTACK stack_size too small or arg on a
 * shared stack, WIO_ECLOSED, WIO_ENOMEM; of an eager one also WIO_EENTERED its
 * context is in use, WIO_EEXIT and WIO_EINTERRUPTED it ended so at once]
 */
int wio_create_task(wio_task **out, wio_fn *fn, void *arg,
                    const wio_task_options *options);

/* The same on a loop that need not be running.
 * Owns: as wio_create_task.
 * Mirrors: loop.create_task.
 * [never suspends] [as wio_create_task] */
int wio_loop_create_task(wio_loop *loop, wio_task **out, wio_fn *fn, void *arg,
                         const wio_task_options *options);

/*
 * Ask a task to stop: its wait returns WIO_ECANCELED, once.  message may be
 * NULL and is copied.  Of several requests the first that ends what the task
 * waits for brings its message; while it does not wait, the last.  The error of
 * one that is done counts as looked at.
 * Mirrors: Task.cancel.
 * [never suspends] [1 asked, 0 it is done already]
 */
int wio_task_cancel(wio_task *task, const char *message);

/* Take one request back; at 0 one that is not delivered yet is undone.
 * Mirrors: Task.uncancel.  [never suspends] [the requests left] */
int wio_task_uncancel(wio_task *task);

/* How many requests to cancel it has had, less those taken back.
 * Mirrors: Task.cancelling.  [never suspends] [the number] */
int wio_task_cancelling(const wio_task *task);

/* True when it ended cancelled.
 * Mirrors: Task.cancelled.  [never suspends] [cannot fail] */
bool wio_task_cancelled(const wio_task *task);

/* True when it has ended, in whatever way.
 * Mirrors: Task.done.  [never suspends] [cannot fail] */
bool wio_task_done(const wio_task *task);

/* As wio_future_result.  Mirrors: Task.result.
 * [never suspends] [the result, its error, WIO_ECANCELED, WIO_ESTATE] */
int wio_task_result(wio_task *task);

/* As wio_future_exception.  Mirrors: Task.exception.
 * [never suspends] [0, its error, WIO_ECANCELED, WIO_ESTATE] */
int wio_task_exception(wio_task *task);

/* The record of its error, or NULL.  Owns: borrowed.
 * Mirrors: Task.exception.  [never suspends] [cannot fail] */
const wio_error *wio_task_error(wio_task *task);

/*
 * From inside a task: the larger result that it leaves beside its number.
 * Owns: the task owns value; one that cancellation discards is freed too.  On
 * an error it is the caller's still.
 * [never suspends] [0, WIO_ENOTRUNNING outside a task, WIO_ESTACK value is on a
 * shared stack]
 */
int wio_task_set_value(void *value, wio_free_fn *free_value);

/* The larger result, or NULL.  Owns: borrowed.
 * Mirrors: Task.result.  [never suspends] [cannot fail] */
void *wio_task_value(const wio_task *task);

/* The larger result, once; NULL from then on.  Owns: the caller frees it.
 * [never suspends] [cannot fail] */
void *wio_task_take(wio_task *task);

/* Its name, never NULL.
 * Owns: borrowed, until the next wio_task_set_name.
 * Mirrors: Task.get_name.  [never suspends] [cannot fail] */
const char *wio_task_name(const wio_task *task);

/* Give it another name.
 * Owns: name is copied.
 * Mirrors: Task.set_name.  [never suspends] [0, WIO_EINVAL, WIO_ENOMEM] */
int wio_task_set_name(wio_task *task, const char *name);

/* The context that it runs in.
 * Owns: borrowed.
 * Mirrors: Task.get_context.  [never suspends] [cannot fail] */
wio_context *wio_task_context(const wio_task *task);

/* The task as a future: for callbacks and wio_loop_run_until_complete.
 * Owns: borrowed; it is the same object.  [never suspends] [cannot fail] */
wio_future *wio_task_future(wio_task *task);

/* The size of its stack, shared or its own; 0 when it is done.  Units: bytes.
 * [never suspends] [cannot fail] */
size_t wio_task_stack_size(const wio_task *task);

/* The most of its stack in use so far: exact in debug mode; else, and on a
 * shared stack, as seen when it was suspended.
 * Units: bytes.  [never suspends] [cannot fail] */
size_t wio_task_stack_high_water(const wio_task *task);

/*
 * How much is left of the stack that the caller runs on: its task's, shared or its
 * own, or outside of tasks the program's.  For code that recurses, which is to stop
 * while there is enough left for what it calls; what WebAssembly has on the
 * engine's own stack is not in it.
 * Units: bytes; SIZE_MAX where the system does not tell.
 * [never suspends] [cannot fail]
 */
size_t wio_stack_left(void);

/* The task that is running, or NULL.  Owns: borrowed.
 * Mirrors: asyncio.current_task.  [never suspends] [cannot fail] */
wio_task *wio_current_task(void);

/*
 * The tasks of a loop (NULL: of the running one) that are not done, in order
 * of creation: fills tasks, unless it is NULL, with n of them at most.
 * Owns: borrowed.
 * Mirrors: asyncio.all_tasks.
 * [never suspends] [how many there are]
 */
size_t wio_all_tasks(const wio_loop *loop, wio_task **tasks, size_t n);

/* One more reference; returns its argument.  [never suspends] [cannot fail] */
wio_task *wio_task_retain(wio_task *task);

/* One reference less; NULL is ignored.  The last one reports an error that
 * nobody looked at.  [never suspends] [cannot fail] */
void wio_task_release(wio_task *task);

/*
 * Wait until a task is done; one that is done already is not waited for.
 * With result, 0 says that the wait went well and *result how the task ended;
 * with NULL the two are merged, as Python's await does.  A task that could never be
 * woken, since it waits for itself or for another loop, is told so in its next step.
 * Cancelled: ended; the task is cancelled, and its end is waited for.
 * Mirrors: await task.
 * [suspends] [0 or the task's result, its error, the wait errors,
 * WIO_EINVAL the task itself, WIO_EOTHERLOOP]
 */
int wio_await_task(wio_task *task, int *result);

/* The same for a future.
 * Cancelled: ended; the future is cancelled, for all who wait for it.
 * Mirrors: await future.
 * [suspends] [0 or the future's result, its error, the wait errors,
 * WIO_EINVAL, WIO_EOTHERLOOP] */
int wio_await_future(wio_future *future, int *result);

/*
 * Let time pass; zero or less is one wio_yield.
 * Units: nanoseconds; WIO_FOREVER: until it is cancelled, as by an interrupt.
 * Cancelled: no effect.
 * Mirrors: asyncio.sleep.
 * [suspends] [0, the wait errors]
 */
int wio_sleep(int64_t delay);

/* Let every other ready task run once.
 * Cancelled: no effect.
 * Mirrors: asyncio.sleep(0).  [suspends] [0, the wait errors] */
int wio_yield(void);

WIO_END

#ifdef WIO__PLACE
#define wio_create_task(...) WIO__AT(wio_create_task(__VA_ARGS__))
#define wio_loop_create_task(...) WIO__AT(wio_loop_create_task(__VA_ARGS__))
#endif

/* wio_await(task or future, int *result or NULL) */
#ifdef __cplusplus
static inline int wio_await(wio_task *task, int *result)
{
	return wio_await_task(task, result);
}
static inline int wio_await(wio_future *future, int *result)
{
	return wio_await_future(future, result);
}
#else
#define wio_await(awaitable, result) \
	_Generic((awaitable), \
	    wio_task *: wio_await_task, \
	    wio_future *: wio_await_future)((awaitable), (result))
#endif

#endif
