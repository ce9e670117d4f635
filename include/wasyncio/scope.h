// SPDX-License-Identifier: MIT
/*
 * Scopes of a task: groups, timeouts, shields, deferred calls.  A scope is opened and
 * closed by the same task, innermost first; one that is still open when its
 * task ends, in whatever way, is closed then.
 */
#ifndef WASYNCIO_SCOPE_H
#define WASYNCIO_SCOPE_H

#include "types.h"

WIO_BEGIN

/*
 * Open a group of tasks in the current task.  When one of them fails, the
 * others, in the order in which they were made, and the opener are cancelled.
 * Owns: wio_group_close ends it.
 * Mirrors: async with TaskGroup().
 * [never suspends] [0, WIO_ENOTRUNNING outside a task, WIO_ENOMEM]
 */
int wio_group_open(wio_group **out) WIO_NONNULL(1);

/* How a group is opened. */
typedef struct wio_group_options {
	bool shared_stack; /* its tasks are made with shared_stack, but for those
	                    * that are given a stack_size */
} wio_group_options;

/* The same with options.
 * Owns: as wio_group_open.
 * Mirrors: async with TaskGroup().
 * [never suspends] [as wio_group_open] */
int wio_group_open_with(wio_group **out, const wio_group_options *options)
    WIO_NONNULL(1);

/*
 * Make a task of the group.
 * Owns: as wio_create_task.
 * Mirrors: TaskGroup.create_task.
 * [never suspends] [as wio_create_task, WIO_EINVAL the group is closed,
 * WIO_ESTATE it is shutting down]
 */
int wio_group_create_task(wio_group *group, wio_task **out, wio_fn *fn,
                          void *arg, const wio_task_options *options);

/*
 * Make a task of the group and wait until it says by wio_group_started that it is ready,
 * such as a server that listens.  In asyncio each takes a future or an event for that.
 * Errors before that are the caller's, not the group's; later ones the group's.  It
 * does not start eagerly.
 * Owns: as wio_create_task; *out is NULL on an error.
 * Cancelled: ended; the task is cancelled, and its end is waited for, unless it has
 * become ready meanwhile.
 * [suspends] [what the task gave to wio_group_started; its error, WIO_ESTATE it ended
 * without or the group is shutting down, the wait errors, the errors of
 * wio_group_create_task]
 */
int wio_group_start(wio_group *group, wio_task **out, wio_fn *fn, void *arg,
                    const wio_task_options *options);

/*
 * From inside a task that wio_group_start has made: it is ready.  value is zero or
 * positive.
 * [never suspends] [0, WIO_EINVAL value is negative, WIO_ENOTRUNNING outside a task,
 * WIO_ESTATE nobody waits for that]
 */
int wio_group_started(int value);

/*
 * Cancel all tasks of the group and what is done while it is open; closing it then is
 * no error by itself.  Who is cancelled from outside as well stays so.
 * Mirrors: TaskGroup.cancel, of Python 3.15.
 * [never suspends] [1, 0 it is being left already, WIO_EINVAL the group is closed,
 * WIO_EOTHERLOOP]
 */
int wio_group_cancel(wio_group *group);

/*
 * Wait for all tasks of the group and end it.  body is the result of what was
 * done while it was open: an error in it cancels the tasks.
 * Cancelled: ended; all tasks are cancelled, and their ends are waited for.
 * Mirrors: TaskGroup.__aexit__.
 * [suspends] [body when all went well, WIO_EGROUP with every error as a member
 * of its record, WIO_EINTERRUPTED or WIO_EEXIT bare, WIO_ECANCELED, WIO_ECLOSED; it
 * stays open: WIO_ENOSUSPEND or WIO_ENOMEM it cannot wait here; it is left as it was:
 * WIO_EINVAL it is closed, WIO_ESTATE it is another task's, or a scope opened later is
 * open]
 */
int wio_group_close(wio_group *group, int body);

/*
 * Open a timeout around what follows in the current task.
 * Units: nanoseconds from now; WIO_FOREVER: none.
 * Owns: wio_timeout_close ends it.
 * Mirrors: async with timeout(delay).
 * [never suspends] [0, WIO_ENOTRUNNING outside a task, WIO_ENOMEM]
 */
int wio_timeout_open(wio_timeout **out, int64_t delay) WIO_NONNULL(1);

/* The same at a time of wio_loop_time's clock.
 * Units: nanoseconds, absolute; WIO_FOREVER: none.
 * Owns: as wio_timeout_open.
 * Mirrors: async with timeout_at(when).
 * [never suspends] [0, WIO_ENOTRUNNING, WIO_ENOMEM] */
int wio_timeout_open_at(wio_timeout **out, int64_t when) WIO_NONNULL(1);

/* Move the deadline.
 * Units: nanoseconds, absolute; WIO_FOREVER: none.
 * Mirrors: Timeout.reschedule.
 * [never suspends] [0, WIO_EINVAL it is closed, WIO_ESTATE it has expired,
 * WIO_ENOMEM] */
int wio_timeout_reschedule(wio_timeout *timeout, int64_t when);

/* The deadline, of one that is open.
 * Units: nanoseconds, absolute; WIO_FOREVER: none.
 * Mirrors: Timeout.when.  [never suspends] [cannot fail] */
int64_t wio_timeout_when(const wio_timeout *timeout);

/* True when its deadline has come.  It is asked before wio_timeout_close, which ends it;
 * asyncio's may be asked behind its block, too.
 * Mirrors: Timeout.expired.  [never suspends] [cannot fail] */
bool wio_timeout_expired(const wio_timeout *timeout);

/*
 * End the timeout.  body is the result of what was done while it was open.
 * Mirrors: Timeout.__aexit__.
 * [never suspends] [body, or WIO_ETIMEDOUT when body is WIO_ECANCELED and
 * that was this timeout's doing; it is left as it was: WIO_EINVAL, WIO_ESTATE as
 * wio_group_close]
 */
int wio_timeout_close(wio_timeout *timeout, int body);

/*
 * Keep cancels out of what follows in the current task, such as a rollback that must
 * not be left half-way; asyncio's shield leaves the task and lets it go on alone.
 * They are counted, and arrive after it as one that was pending does: at the next
 * wait, or when the task ends.  So does one that is pending now.  Those of groups
 * and timeouts that are opened within it do enter, and interrupts from the second
 * on.
 * Owns: wio_shield_close ends it.
 * [never suspends] [0, WIO_ENOTRUNNING outside a task, WIO_ENOMEM]
 */
int wio_shield_open(wio_shield_scope **out) WIO_NONNULL(1);

/*
 * End the shield.  body is the result of what was done while it was open.
 * [never suspends] [body; it is left as it was: WIO_EINVAL, WIO_ESTATE as
 * wio_group_close]
 */
int wio_shield_close(wio_shield_scope *shield, int body);

/*
 * Have fn(arg) called when the task ends, in whatever way: last in, first out,
 * after its code, before its done-callbacks.  fn may wait.  An error that it
 * returns replaces the task's result, as an exception raised in a finally
 * block does.  arg may point to the task's stack: also when its code was left at
 * a check point that the compiler inserted, but then memory is as a signal
 * handler finds it, and what the code kept in a register is not there.
 * Mirrors: AsyncExitStack.push_async_callback.
 * [never suspends] [a mark, zero or positive; WIO_EINVAL, WIO_ENOTRUNNING
 * outside a task, WIO_ENOMEM]
 */
int wio_defer(wio_fn *fn, void *arg);

/*
 * Take back all deferred calls down to and with the one of mark; with run,
 * call them.  Scopes opened since must be closed before.
 * Cancelled: partial effect; the call that waits is cancelled, the others are made.
 * [suspends as they do] [0, the first error they returned, WIO_EINVAL no such
 * mark, WIO_ESTATE a scope is open above it]
 */
int wio_undefer(int mark, bool run);

/*
 * Call fn(arg) here and now, so that wio_throw can leave it from any depth.
 * What fn has deferred or opened, and left, is ended before this returns, in
 * whatever way fn ends, as it would be at the end of a task: it may change the
 * result.  Contexts that were entered are left.  Neither longjmp nor a C++
 * exception may leave fn.
 * Cancelled: ended; fn is, where it waits.
 * Mirrors: try: fn(arg); except BaseException.
 * [suspends as fn does] [what fn returns, or the code that was thrown;
 * WIO_EINVAL, WIO_ENOTRUNNING outside a task]
 */
int wio_protect(wio_fn *fn, void *arg);

/*
 * Leave all functions up to the innermost wio_protect of this task, which
 * returns code; where there is none, the task ends with it.  None of them goes
 * on; what they have deferred runs while their locals are still there.  A record
 * of code, such as wio_raise leaves, goes along.  Returns only when refused:
 * return wio_throw(code).  JavaScript in between that catches it ends it there,
 * and whoever called that goes on.
 * Mirrors: raise.
 * [never suspends] [WIO_EINVAL code is not negative, WIO_ENOTRUNNING outside a
 * task, WIO_ESTATE below a function that may not be left, such as an arg_free]
 */
int wio_throw(int code);

/* Where a scope that should be closed was opened. */
#ifdef WIO__PLACE
int wio__opened(int r, const char *place);
#define WIO__OPENED(r) wio__opened((r), WIO__PLACE)
#define wio_group_open(...) WIO__OPENED(wio_group_open(__VA_ARGS__))
#define wio_group_open_with(...) WIO__OPENED(wio_group_open_with(__VA_ARGS__))
#define wio_timeout_open(...) WIO__OPENED(wio_timeout_open(__VA_ARGS__))
#define wio_timeout_open_at(...) WIO__OPENED(wio_timeout_open_at(__VA_ARGS__))
#define wio_shield_open(...) WIO__OPENED(wio_shield_open(__VA_ARGS__))
#define wio_group_create_task(...) WIO__AT(wio_group_create_task(__VA_ARGS__))
#endif

WIO_END
#endif
