// SPDX-License-Identifier: MIT
#ifndef WASYNCIO_LOOP_H
#define WASYNCIO_LOOP_H

#include "types.h"

WIO_BEGIN

/*
 * Make a loop.  Runners make their own; this is for a runner's loop_factory
 * and for programs that drive a loop themselves.
 * Owns: the caller has one reference.
 * Mirrors: asyncio.new_event_loop.
 * [never suspends] [0, WIO_ENOMEM, an errno value of the host]
 */
int wio_loop_new(wio_loop **out) WIO_NONNULL(1);

/* The loop whose step is running in this thread, or NULL.  Owns: borrowed.
 * Mirrors: asyncio.get_running_loop.  [never suspends] [cannot fail] */
wio_loop *wio_get_running_loop(void);

/*
 * Queue a callback behind all that is ready; it runs in the next iteration.
 * An error that it returns goes to the exception handler; WIO_EINTERRUPTED
 * and WIO_EEXIT end the run.
 * Owns: out may be NULL; else *out is the caller's, to be released.
 * Mirrors: loop.call_soon.
 * [never suspends] [0, WIO_EINVAL, WIO_ECLOSED, WIO_ESTACK arg is on a shared
 * stack, WIO_ENOMEM]
 */
int wio_loop_call_soon(wio_loop *loop, wio_fn *fn, void *arg,
                       const wio_call_options *options, wio_handle **out);

/*
 * The same after a delay.  Equal deadlines fire first in, first out.
 * Units: nanoseconds from now.
 * Owns: as wio_loop_call_soon.
 * Mirrors: loop.call_later.
 * [never suspends] [0, WIO_EINVAL, WIO_ECLOSED, WIO_ESTACK arg is on a shared
 * stack, WIO_ENOMEM]
 */
int wio_loop_call_later(wio_loop *loop, int64_t delay, wio_fn *fn, void *arg,
                        const wio_call_options *options, wio_handle **out);

/*
 * The same at a time of wio_loop_time's clock.
 * Units: nanoseconds, absolute.
 * Owns: as wio_loop_call_soon.
 * Mirrors: loop.call_at.
 * [never suspends] [0, WIO_EINVAL, WIO_ECLOSED, WIO_ESTACK arg is on a shared
 * stack, WIO_ENOMEM]
 */
int wio_loop_call_at(wio_loop *loop, int64_t when, wio_fn *fn, void *arg,
                     const wio_call_options *options, wio_handle **out);

/*
 * The same as wio_loop_call_soon from any thread, and it wakes the loop.  From
 * the loop's own both are in one order; those of others are queued at the next
 * poll.  The callback gets the context given, else an empty one.  The thread must
 * hold a reference to the loop; while one is held, the loop counts as one that
 * can still be woken.
 * Mirrors: loop.call_soon_threadsafe.
 * [never suspends] [0, WIO_EINVAL, WIO_ECLOSED, WIO_ESTACK arg is on a shared
 * stack, WIO_ENOMEM]
 */
int wio_loop_call_soon_threadsafe(wio_loop *loop, wio_fn *fn, void *arg,
                                  const wio_call_options *options);

/* The loop's clock, read now.  Units: nanoseconds since an arbitrary start.
 * Mirrors: loop.time.  [never suspends] [cannot fail] */
int64_t wio_loop_time(const wio_loop *loop);

/* End the run after the iteration in progress; one that has not begun then
 * runs one iteration.  Mirrors: loop.stop.  [never suspends] [cannot fail] */
void wio_loop_stop(wio_loop *loop);

/*
 * Run the loop until the future (or wio_task_future of a task) is done.
 * Owns: the future stays the caller's.
 * Mirrors: loop.run_until_complete.
 * [suspends main, where the host cannot block] [the future's result or error,
 * WIO_EINVAL, WIO_ESTOPPED, WIO_ERUNNING, WIO_ECLOSED, WIO_EOTHERLOOP,
 * WIO_EDEADLK, WIO_ENOSUSPEND, WIO_EINTERRUPTED, WIO_EEXIT]
 */
int wio_loop_run_until_complete(wio_loop *loop, wio_future *future);

/*
 * Run the loop until wio_loop_stop.
 * Mirrors: loop.run_forever.
 * [suspends main, where the host cannot block] [0, WIO_ERUNNING, WIO_ECLOSED,
 * WIO_EDEADLK, WIO_ENOSUSPEND, WIO_EINTERRUPTED, WIO_EEXIT]
 */
int wio_loop_run_forever(wio_loop *loop);

/* True while a run of the loop is under way.
 * Mirrors: loop.is_running.  [never suspends] [cannot fail] */
bool wio_loop_is_running(const wio_loop *loop);

/* True after wio_loop_close.
 * Mirrors: loop.is_closed.  [never suspends] [cannot fail] */
bool wio_loop_is_closed(const wio_loop *loop);

/*
 * Close the loop: callbacks and timers left are dropped; a task left pending
 * is reported and resumed once with WIO_ECLOSED, which every wait then returns.
 * Closing a closed loop does nothing.
 * Mirrors: loop.close.
 * [never suspends] [0, WIO_ERUNNING]
 */
int wio_loop_close(wio_loop *loop);

/* The steps of wio_runner_close that come after the cancelling of all tasks. */
enum wio_phase {
	WIO_PHASE_GENERATORS, /* asyncio's loop.shutdown_asyncgens */
	WIO_PHASE_EXECUTOR    /* asyncio's loop.shutdown_default_executor */
};

/* What takes part in the end of a loop. */
typedef struct wio_closing {
	enum wio_phase phase;
	wio_fn *fn;          /* a coroutine: wio_runner_close runs fn(arg) to its end
	                      * in a task of its own; an error ends the close */
	void *arg;
	wio_free_fn *closed; /* called once with arg, when the loop itself is closed,
	                      * whether or not fn was run; it cannot wait.  Or NULL */
	size_t stack_size;   /* of that task, as in wio_task_options */
} wio_closing;

/*
 * Take part in the end of a loop: once, at the first use of what has then something
 * to end.  Of several in one phase the last comes first.
 * Owns: arg is kept until closed was called; on an error it is the caller's still.
 * Mirrors: what BaseEventLoop does for its generators and its executor.
 * [never suspends] [0, WIO_EINVAL no fn, or no such phase, WIO_EOTHERLOOP,
 * WIO_ECLOSED, WIO_ESTACK stack_size too small, or arg is on a shared stack,
 * WIO_ENOMEM]
 */
int wio_loop_at_close(wio_loop *loop, const wio_closing *closing);

/* The arg that came with that fn, or NULL: so what is kept for each loop hangs on
 * it.  Owns: borrowed.  [never suspends] [cannot fail] */
void *wio_loop_at_close_arg(const wio_loop *loop, wio_fn *fn);

/*
 * How tasks are started that do not say it: WIO_START_EAGER or WIO_START_LAZY, as a loop has it
 * at first.
 * Mirrors: loop.set_task_factory(asyncio.eager_task_factory).
 * [never suspends] [0, WIO_EINVAL not a loop, or neither of them, WIO_EOTHERLOOP
 * from another thread]
 */
int wio_loop_set_eager_start(wio_loop *loop, const wio_start *eager_start);

/* Debug mode: tasks made in it have painted stacks, so that
 * wio_task_stack_high_water is exact; and the last 4,096 objects that went keep
 * their places, so that any later use of their handles is seen and reported.  What
 * runs for long is reported, see wio_loop_slow_callback_duration.
 * Mirrors: loop.get_debug.  [never suspends] [cannot fail] */
bool wio_loop_get_debug(const wio_loop *loop);

/* Switch debug mode.
 * Mirrors: loop.set_debug.  [never suspends] [cannot fail] */
void wio_loop_set_debug(wio_loop *loop, bool debug);

/* In debug mode what runs longer, a step of a task or a callback, is reported as
 * WIO_REPORT_SLOW: 100 ms, unless it is set.  A program says so that is built for
 * debugging (without NDEBUG), or has a runner with options, or sets it.
 * Units: nanoseconds.
 * Mirrors: loop.slow_callback_duration.  [never suspends] [cannot fail] */
int64_t wio_loop_slow_callback_duration(const wio_loop *loop);

/* Set it.
 * Units: nanoseconds.
 * Mirrors: loop.slow_callback_duration.
 * [never suspends] [0, WIO_EINVAL not above zero, WIO_EOTHERLOOP] */
int wio_loop_set_slow_callback_duration(wio_loop *loop, int64_t duration);

/* What an exception handler is told.  Everything is borrowed for the call. */
enum wio_report_kind {
	WIO_REPORT_CALLBACK,        /* a callback returned an error */
	WIO_REPORT_NEVER_RETRIEVED, /* an error that nobody ever looked at */
	WIO_REPORT_PENDING,         /* a task was dropped before it was done */
	WIO_REPORT_SHUTDOWN,        /* a task failed while a runner closed */
	WIO_REPORT_ORPHAN,          /* a task failed whose group had been left */
	WIO_REPORT_HANDLER,         /* the exception handler failed itself */
	WIO_REPORT_UNCLOSED,        /* a runner or loop was dropped unclosed */
	WIO_REPORT_USER,            /* by wio_loop_call_exception_handler */
	WIO_REPORT_MISUSE,          /* a handle was used that is none any more */
	WIO_REPORT_SHIELDED,        /* a task failed that nobody waits for any more */
	WIO_REPORT_SLOW,            /* a step or a callback ran too long, in debug mode */
	WIO_REPORT_GENERATOR,       /* a generator failed in the shutdown of them all */
	WIO_REPORT_GENERATOR_LATE   /* one was begun after that */
};

typedef struct wio_report {
	enum wio_report_kind kind;
	const char *message;
	int code;               /* 0: no error belongs to it */
	const wio_error *error; /* its record, or NULL */
	wio_task *task;         /* or NULL */
	wio_future *future;     /* or NULL */
	wio_generator *generator; /* or NULL */
} wio_report;

typedef int wio_exception_handler(wio_loop *loop, const wio_report *report,
                                  void *arg);

/*
 * Replace the exception handler; NULL puts back the default one, which writes
 * one readable block to the host's log.  It runs in the context of the task or
 * the callback that the report is about.  An error that the handler returns is
 * reported by the default one; WIO_EINTERRUPTED and WIO_EEXIT end the run, or
 * the close in the middle of its reports.
 * Owns: arg stays the caller's.
 * Mirrors: loop.set_exception_handler.
 * [never suspends] [0, WIO_ESTACK arg is on a shared stack]
 */
int wio_loop_set_exception_handler(wio_loop *loop,
                                   wio_exception_handler *handler, void *arg);

/* Call the exception handler.
 * Mirrors: loop.call_exception_handler.  [never suspends] [cannot fail] */
void wio_loop_call_exception_handler(wio_loop *loop, const wio_report *report)
    WIO_NONNULL(2);

/* One more reference; returns its argument.  [never suspends] [cannot fail] */
wio_loop *wio_loop_retain(wio_loop *loop);

/* One reference less, from any thread; NULL is ignored.  The last one reports
 * and closes a loop left open; where that is another thread than the loop's own,
 * the memory that this one keeps for its next tasks is never freed.
 * [never suspends] [cannot fail] */
void wio_loop_release(wio_loop *loop);

/* Take a callback back: it will not run, its argument is given back now.
 * Mirrors: Handle.cancel.  [never suspends] [cannot fail] */
void wio_handle_cancel(wio_handle *handle);

/* True when wio_handle_cancel took it back.
 * Mirrors: Handle.cancelled.  [never suspends] [cannot fail] */
bool wio_handle_cancelled(const wio_handle *handle);

/* The deadline of its callback.
 * Units: nanoseconds, absolute; 0 for a handle without a time.
 * Mirrors: TimerHandle.when.  [never suspends] [cannot fail] */
int64_t wio_handle_when(const wio_handle *handle);

/* One reference less; NULL is ignored; the callback stays scheduled.
 * [never suspends] [cannot fail] */
void wio_handle_release(wio_handle *handle);

WIO_END
#endif
