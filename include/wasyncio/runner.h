// SPDX-License-Identifier: MIT
#ifndef WASYNCIO_RUNNER_H
#define WASYNCIO_RUNNER_H

#include "types.h"

WIO_BEGIN

enum wio_switch { WIO_DEFAULT, WIO_OFF, WIO_ON };

typedef struct wio_runner_options {
	/* Default: on when the environment has a WASYNCIO_DEBUG not empty. */
	enum wio_switch debug;

	/* Makes the loop at first use and hands over its reference; NULL:
	 * wio_loop_new. */
	int (*loop_factory)(wio_loop **out, void *arg);
	void *loop_factory_arg;

	/* Beyond asyncio: an interrupt is never lost, and close repeats its
	 * cancelling until close_timeout is over and takes every step. */
	bool strict;
	int64_t close_timeout; /* nanoseconds; 0: 5 s; cancels 5 times in it;
	                        * WIO_FOREVER: none */

	/* As asyncio where this library does better of itself: close() closes all
	 * generators that are left at once, instead of one after the other. */
	bool asyncio;

	/* A terminate (wasyncio/signals.h; natively SIGTERM) ends a run as an interrupt
	 * does, with its cleanups; the status of wio_run_with is 143 (125 under WASI),
	 * and natively the process then ends by SIGTERM. */
	bool terminate;

	/* Under WASI: take byte 0x03 on standard input as an interrupt; default:
	 * when the environment has WASYNCIO_STDIN_INTERRUPT=1.  A regular file is
	 * refused, where the host says that it is one (wasmtime does not). */
	enum wio_switch stdin_interrupt;
} wio_runner_options;

/*
 * Run fn(arg) as the main task of a new runner, close it, and give the exit
 * status for main to return: fn's result clipped to 0..125; 1 after its error
 * was logged; the status of wio_exit; 130 after an interrupt (125 under WASI,
 * where higher ones are refused; natively the process then ends by SIGINT).
 * Mirrors: asyncio.run.
 * [suspends main, where the host cannot block] [0 to 130]
 */
int wio_run(wio_fn *fn, void *arg);

/* The same with options.
 * Mirrors: asyncio.run(main, debug=, loop_factory=).
 * [suspends main, where the host cannot block] [0 to 130, 143] */
int wio_run_with(wio_fn *fn, void *arg, const wio_runner_options *options);

/*
 * Make a runner; its loop and context are made at first use.
 * Owns: the caller ends it with wio_runner_close and wio_runner_free.
 * Mirrors: asyncio.Runner(debug=, loop_factory=).
 * [never suspends] [0, WIO_ESTACK loop_factory_arg is on a shared stack,
 * WIO_ENOMEM]
 */
int wio_runner_new(wio_runner **out, const wio_runner_options *options)
    WIO_NONNULL(1);

/*
 * Run fn(arg) as the main task until it ends.  options->context: run in that
 * context instead of the runner's own.  May be called again; what is left of
 * a run goes on in the next.
 * Mirrors: Runner.run(coro, context=).
 * [suspends main, where the host cannot block] [fn's result or error,
 * WIO_ERUNNING inside a running loop, WIO_ECLOSED, WIO_EINVAL no fn or not a
 * context, WIO_EENTERED the context is entered, WIO_EINTERRUPTED, WIO_EEXIT,
 * WIO_ESTOPPED, WIO_EDEADLK, WIO_ENOSUSPEND, WIO_ESTACK, WIO_ENOMEM]
 */
int wio_runner_run(wio_runner *runner, wio_fn *fn, void *arg,
                   const wio_task_options *options);

/*
 * Start fn(arg) as the main task of a run that nobody drives: it goes on while the
 * runner's loop runs, beside others.  It has interrupts of its own (wio_task_interrupt),
 * which are also those of the tasks that it makes, and they of theirs.  It ends as the
 * result of wio_runner_run would, and *out is then done: an interrupt that went
 * through all of it is its WIO_EINTERRUPTED, and what would leave the loop (wio_exit in
 * one of its tasks) ends this run alone.  It runs in a copy of the runner's context;
 * options->eager_start counts for nothing.  wio_runner_close cancels it.
 * For programs whose host has runs of its own; asyncio has one at a time.
 * Owns: the caller has one reference to *out.
 * [never suspends] [0, WIO_ECLOSED it is closed or being closed, WIO_EINVAL no runner,
 * no fn or not a context, WIO_EOTHERLOOP, WIO_ESTACK, WIO_ENOMEM]
 */
int wio_runner_start(wio_runner *runner, wio_task **out, wio_fn *fn, void *arg,
                     const wio_task_options *options) WIO_NONNULL(2);

/*
 * Interrupt the run that a task belongs to: the first cancels its main task; each
 * further one ends with WIO_EINTERRUPTED what runs of that run, or the wait of its
 * main task when all of it waits.  One that comes before the last has arrived is one
 * with it.  Of a run that wio_runner_run drives: wio_interrupt.  From the thread of
 * the loop.
 * [never suspends] [which interrupt of that run it is, from 1; WIO_ENOTRUNNING the task
 * or the run's main task has ended, WIO_EINVAL not a task, WIO_EOTHERLOOP]
 */
int wio_task_interrupt(wio_task *task);

/*
 * The runner's loop, made if need be.
 * Owns: *out is borrowed until wio_runner_close.
 * Mirrors: Runner.get_loop.
 * [never suspends] [0, WIO_ECLOSED, WIO_ENOMEM, the factory's error]
 */
int wio_runner_get_loop(wio_runner *runner, wio_loop **out) WIO_NONNULL(2);

/*
 * Cancel all tasks, let them clean up; run the steps of wio_loop_at_close, of which
 * the first that fails ends this; close the loop.  Does nothing to a runner that was
 * never used or is closed.
 * Mirrors: Runner.close.
 * [suspends main, where the host cannot block] [0, the error of a step, WIO_ERUNNING
 * inside its own run, where it does nothing, or inside another loop's, where it
 * closes without the tasks' cleanup, WIO_EINTERRUPTED, WIO_EEXIT, WIO_ENOSUSPEND, WIO_EDEADLK;
 * strict: WIO_ETIMEDOUT tasks were left]
 */
int wio_runner_close(wio_runner *runner);

/* Give the runner back; one that is not closed is reported and closed without
 * its tasks' cleanup.  NULL is ignored.  [never suspends] [cannot fail] */
void wio_runner_free(wio_runner *runner);

/*
 * What Ctrl-C does, from anywhere: a task, a callback, the host, a signal
 * handler, another thread.  The first of a run cancels its main task; the
 * next ones end what is running with WIO_EINTERRUPTED.  NULL: the runner whose
 * run is under way in this thread.
 * Mirrors: SIGINT under asyncio.Runner.
 * [never suspends] [which interrupt of this run it is, from 1;
 * WIO_ENOTRUNNING]
 */
int wio_interrupt(wio_runner *runner);

/*
 * A place in a long computation where a second interrupt may end it.  Never
 * cancels, never lets another task run; on a page it lets the page live.
 * [never suspends] [0, WIO_EINTERRUPTED from the second interrupt on]
 */
int wio_check_interrupt(void);

#ifdef WIO__PLACE
#define wio_run(...) WIO__AT(wio_run(__VA_ARGS__))
#define wio_run_with(...) WIO__AT(wio_run_with(__VA_ARGS__))
#define wio_runner_run(...) WIO__AT(wio_runner_run(__VA_ARGS__))
#endif

WIO_END
#endif
