// SPDX-License-Identifier: MIT
#ifndef WASYNCIO_TYPES_H
#define WASYNCIO_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define WIO_BEGIN extern "C" {
#define WIO_END }
#else
#define WIO_BEGIN
#define WIO_END
#endif

#if defined(__GNUC__)
#define WIO_PRINTF(text, first) __attribute__((__format__(printf, text, first)))
/* The nth argument must not be NULL, and is not looked at: compilers warn of one that
 * is, and UBSan sees it. */
#define WIO_NONNULL(n) __attribute__((__nonnull__(n)))
#else
#define WIO_PRINTF(text, first)
#define WIO_NONNULL(n)
#endif

/* A build for debugging knows where things were made. */
#if !defined NDEBUG && !defined WIO__NO_PLACES
#ifdef __FILE_NAME__
#define WIO__FILE __FILE_NAME__
#else
#define WIO__FILE __FILE__
#endif
#define WIO__TEXT(line) #line
#define WIO__LINE(line) WIO__TEXT(line)
#define WIO__PLACE " (" WIO__FILE ":" WIO__LINE(__LINE__) ")"
WIO_BEGIN
void wio__at(const char *place);
/* Gives r back. */
int wio__at_end(int r);
WIO_END
/* Around a call that makes a task. */
#define WIO__AT(call) wio__at_end((wio__at(WIO__PLACE), (call)))
#endif

/* All objects are opaque and counted: wio_X_retain adds a reference,
 * wio_X_release drops one, and a handle stays valid until its last release,
 * also when the loop it belonged to is closed. */
typedef struct wio_runner wio_runner;
typedef struct wio_loop wio_loop;
typedef struct wio_handle wio_handle;
typedef struct wio_future wio_future;
typedef struct wio_task wio_task;
typedef struct wio_context wio_context;
typedef struct wio_contextvar wio_contextvar;
typedef struct wio_token wio_token;
typedef struct wio_group wio_group;
typedef struct wio_timeout wio_timeout;
typedef struct wio_shield_scope wio_shield_scope;
typedef struct wio_error wio_error;
typedef struct wio_generator wio_generator;

/* A coroutine, or a callback: zero or positive is its result, a negative
 * number its error. */
typedef int wio_fn(void *arg);

/* What gives back an argument or a value; it cannot fail. */
typedef void wio_free_fn(void *pointer);

/* Times and delays are nanoseconds; the clock is monotonic. */
#define WIO_MS(n) ((int64_t)((n) * INT64_C(1000000)))
#define WIO_S(n) ((int64_t)((n) * INT64_C(1000000000)))
#define WIO_FOREVER INT64_MAX

/* How a callback is scheduled. */
typedef struct wio_call_options {
	wio_context *context;  /* NULL: a copy of the current context */
	size_t arg_size;       /* not zero: *arg is copied, so it may be a local, and
	                        * NULL is WIO_EINVAL */
	wio_free_fn *arg_free; /* called once with arg (or, when it was copied,
	                        * with the copy, which is not itself freed),
	                        * whether the callback ran, was cancelled, or was
	                        * never accepted */
} wio_call_options;

/*
 * When a task has its first step.  WIO_START_EAGER: in the call that makes it, which returns
 * when the task waits for the first time, or has ended: one that need not wait costs
 * no iteration.  WIO_START_LAZY: in the next iteration.  A loop that is not running starts
 * none eagerly.
 *
 * What it does before its first wait is done as if the caller's call had called it,
 * but in its own context and as the current task; a page gets no turn at its check
 * points there.  An error that ends a run, WIO_EEXIT or WIO_EINTERRUPTED, is returned
 * by the call that makes it, which gives no task then.
 * Mirrors: eager_start.
 */
typedef struct wio_start wio_start;
extern const wio_start wio__eager, wio__lazy;
#define WIO_START_EAGER (&wio__eager)
#define WIO_START_LAZY (&wio__lazy)

/* How a task is made. */
typedef struct wio_task_options {
	const char *name;      /* copied; NULL: "Task-N" */
	wio_context *context;  /* run in it; NULL: in a copy of the current one */
	size_t stack_size;     /* bytes, of a stack of its own; 0: 16 KiB */
	size_t arg_size;       /* as in wio_call_options */
	wio_free_fn *arg_free; /* as in wio_call_options */
	bool shared_stack;     /* for very many tasks: see below */
	const wio_start *eager_start; /* NULL: as its loop has it */
} wio_task_options;

/*
 * Tasks made with shared_stack run on one stack of 128 KiB, which all such
 * tasks of a loop share.  What such a task has on it is copied to a block of
 * exactly that size when the task waits, and back before it goes on, so that
 * one that waits takes some hundred bytes instead of 16 KiB.  One that starts
 * eagerly while its maker is on that stack has another of 128 KiB, shared in the
 * same way: there are as many as such starts were ever within one another.
 *
 * One thing is different for such a task.  While it waits its locals are not
 * where they were, so nobody else may hold a pointer to them: pass values, or
 * memory that is allocated or static, or have an argument copied by arg_size.
 * A pointer to them that the library would have to keep is refused with
 * WIO_ESTACK (on wasm a number cast to a pointer may happen to look like one).
 * wio_defer takes one, since those calls find the task's frames in place; so
 * may what is read or written only before the call returns, such as the result
 * of wio_await or the buffer of wio_stdin_read.
 */

#endif
