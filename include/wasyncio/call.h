// SPDX-License-Identifier: MIT
/*
 * C functions that the host calls, each in a task of its own: from JavaScript by
 * program.run and program.stream, from C by wio_export_call.
 */
#ifndef WASYNCIO_CALL_H
#define WASYNCIO_CALL_H

#include "error.h"
#include "stream.h"
#include "types.h"
#include "value.h"

WIO_BEGIN

/* A call of an exported function, from its start to its end. */
typedef struct wio_call wio_call;

/* What is exported: as a coroutine it may wait anywhere.  Zero or positive is good,
 * and what it has given by wio_call_return is the result, or else that number;
 * negative is its error. */
typedef int wio_export_fn(wio_call *call);

/*
 * At file scope, after the function: callable by its name.
 *
 *     static int thumbnail(wio_call *call) { ... }
 *     WIO_EXPORT(thumbnail);
 */
#define WIO_EXPORT(function) \
	static wio__export wio__of_##function = {{NULL, #function}, function}; \
	__attribute__((constructor)) static void wio__adds_##function(void) \
	{ \
		wio__export_add(&wio__of_##function); \
	} \
	WIO__EXPORT_NAME(function)

/* What that makes: it is found by its name. */
struct wio__named {
	struct wio__named *next;
	const char *name;
};

typedef struct wio__export {
	struct wio__named named;
	wio_export_fn *fn;
} wio__export;

void wio__export_add(wio__export *given);

/*
 * At file scope, for a variable `static wio_contextvar *name;`: a context variable that
 * whoever calls may set by its name, for one call and the tasks that it makes.  What
 * wio_contextvar_get gives is then a const wio_value *.
 */
#define WIO_EXPORT_CONTEXTVAR(variable) \
	static wio__contextvar_export wio__of_##variable = {{NULL, #variable}, &variable}; \
	__attribute__((constructor)) static void wio__adds_##variable(void) \
	{ \
		wio__contextvar_export_add(&wio__of_##variable); \
	} \
	typedef int wio__end_##variable

typedef struct wio__contextvar_export {
	struct wio__named named;
	wio_contextvar **var;
} wio__contextvar_export;

void wio__contextvar_export_add(wio__contextvar_export *given);

/* The name is in the module, for what is generated from it. */
#ifdef __wasm__
#define WIO__EXPORT_NAME(function) \
	__attribute__((export_name("wio__names_" #function))) const wio__export * \
	    wio__names_##function(void); \
	const wio__export *wio__names_##function(void) \
	{ \
		return &wio__of_##function; \
	} \
	typedef int wio__end_##function
#else
#define WIO__EXPORT_NAME(function) typedef int wio__end_##function
#endif

/* ---- what it was given ---- */

/* How many arguments there are.  [never suspends] [the number] */
size_t wio_call_count(const wio_call *call);

/* The i-th argument, from 0; undefined where there is none.
 * Owns: what it points to is memory of the call.
 * [never suspends] [cannot fail] */
wio_value wio_call_value(const wio_call *call, size_t i);

/* The i-th argument, which is to be a boolean.  One of another kind is false here, and
 * makes the call fail with a WIO_EINVAL that names the first such, unless the function
 * returns another error; so for the others below.
 * [never suspends] [the argument] */
bool wio_call_bool(wio_call *call, size_t i);

/* The i-th argument, which is to be a whole number, or else is 0.
 * [never suspends] [the argument] */
int64_t wio_call_int(wio_call *call, size_t i);

/* The i-th argument, which is to be a number, whole or not, or else is 0.
 * [never suspends] [the argument] */
double wio_call_double(wio_call *call, size_t i);

/* The i-th argument, which is to be a text, or else is NULL; a NUL follows it.
 * Owns: memory of the call.
 * [never suspends] [the argument, NULL] */
const char *wio_call_string(wio_call *call, size_t i);

/* The i-th argument, which is to be an object or an array, as the text of its JSON, or
 * else is NULL; a NUL follows it.
 * Owns: memory of the call.
 * [never suspends] [the argument, NULL] */
const char *wio_call_json(wio_call *call, size_t i);

/* The i-th argument, which is to be bytes, or else is no bytes at NULL.
 * Owns: memory of the call.
 * [never suspends] [the argument] */
wio_bytes wio_call_bytes(wio_call *call, size_t i);

/* Whether all that was asked for so far was there, for a function that is to do nothing
 * when it was not.
 * [never suspends] [0, WIO_EINVAL an argument is of another kind] */
int wio_call_check(wio_call *call);

/*
 * A reader of an argument: of a stream of the host's (JavaScript: a ReadableStream, whose
 * chunks are bytes or text, a Blob or a File, a Response), or of bytes or a text.  That
 * is locked from here on.  What goes wrong with it there is an error of the reader, as
 * of a function that wio_host_call calls.  Let go of before its end, the stream is
 * cancelled; one that is never asked for stays as it was.
 * Units: i counts arguments, from 0.
 * Owns: *reader is the caller's; NULL when it fails.
 * [never suspends] [0, WIO_EINVAL the argument is of another kind, WIO_ESTATE it was
 * asked for before, WIO_EHOST or another code the host refuses it, WIO_ENOMEM]
 */
int wio_call_reader(wio_call *call, size_t i, wio_reader **reader) WIO_NONNULL(3);

/*
 * A writer to an argument that is a stream of the host's (JavaScript: a WritableStream).
 * Let go of before it was closed, the stream is aborted.  Else as wio_call_reader.
 * Units: i counts arguments, from 0.
 * Owns: *writer is the caller's; NULL when it fails.
 * [never suspends] [0, the errors of wio_call_reader]
 */
int wio_call_writer(wio_call *call, size_t i, wio_writer **writer) WIO_NONNULL(3);

/* ---- what it gives ---- */

/*
 * Give the call a result, which is copied at once; a later one takes the place of an
 * earlier, and when the call ends with an error there is none.
 * [never suspends] [0, WIO_EINVAL a text that is not UTF-8, bytes at NULL, or a kind that
 * there is not; JavaScript also refuses what is no JSON; WIO_ENOMEM]
 */
int wio_call_return(wio_call *call, wio_value value);

/* Tell whoever called how far it is, such as 0.5; who has not asked is not told.
 * [never suspends] [cannot fail] */
void wio_call_progress(wio_call *call, double part);

/*
 * One item of a stream, which is copied; waits first until somebody has asked for it.
 * Refused with a scope open in the task, whose owner would be gone while it waits for
 * who may never come back, as in wio_generator_yield.  A consumer that leaves cancels
 * the call here, and an item behind that is an error.
 * Cancelled: no effect; the item was not given.
 * Mirrors: yield in an async generator.
 * [suspends] [0, WIO_ESTATE the call is no stream, this is another task than its own, a
 * scope is open, or it was left; the errors of wio_call_return, the wait errors]
 */
int wio_call_yield(wio_call *call, wio_value value);

/* ---- from C ---- */

/*
 * Call an exported function of this program by its name, in a task of its own, and wait
 * for its end.  Name and arguments are copied; count is how many those are.
 * Owns: *result, which may be NULL, is the caller's, for wio_value_clear.
 * Cancelled: ended; the call is cancelled, and its end is waited for.
 * [suspends] [0 or positive as the function, WIO_ELOOKUP there is none of that name,
 * WIO_EINVAL args is NULL, or the errors of wio_call_return; its error, the wait errors,
 * the errors of wio_create_task]
 */
int wio_export_call(wio_value *result, const char *name, size_t count,
                    const wio_value *args);

/* The name of the i-th exported function, from 0; NULL beyond the last.
 * Owns: static.
 * [never suspends] [the name, NULL] */
const char *wio_export_name(size_t i);

/* ---- from an embedder ---- */

/* What a call has come to: zero or positive and its result, or an error and its
 * message.  In WebAssembly the value begins behind eight bytes. */
typedef struct wio_outcome {
	int code;
	wio_value value;
} wio_outcome;

/*
 * Memory for a call, which an embedder of a module fills from outside: wio_value
 * structs and what they point to.  Exported by modules for WASI that export a function.
 * Units: bytes.
 * Owns: the next wio_export_run has it.
 * [never suspends] [NULL no memory]
 */
void *wio_export_room(size_t size);

/*
 * Run an exported function to its end: call[0] is its name, a string with a NUL behind
 * it, the others are its arguments.  One after the other, on a runner that is kept for
 * all; with a count of 0 that is closed.  For embedders of WASI and for C outside of
 * loops; the run is interrupted by wio_interrupt.
 * Units: count is values, the name among them.
 * Owns: it takes call, a block of wio_export_room; what it returns is valid until the
 * next time.
 * [suspends main, where the host cannot block] [never NULL; its code is one of
 * wio_runner_run, wio_export_call or, with a count of 0, wio_runner_close]
 */
const wio_outcome *wio_export_run(wio_value *call, size_t count);

/* ---- functions of the host ---- */

/*
 * Call a function that JavaScript has given to open by its name, and wait for what it
 * promises.  One that gives no promise costs no turn.  What it throws is an error here,
 * whose code is that of its .code (an errno's name, or one of WIO_) or WIO_EHOST; on the
 * way back to JavaScript it is the same object again, but for a cancel or an exit.  Name
 * and arguments are copied; count is how many those are.
 * Owns: *result, which may be NULL, is the caller's, for wio_value_clear.
 * Cancelled: ended; the function's signal is aborted, and what it comes to is dropped.
 * [suspends] [0, WIO_ELOOKUP there is none of that name, WIO_EINVAL name or args is NULL,
 * or the errors of wio_call_return; WIO_EHOST or another code it has thrown, WIO_ENOTSUP
 * this host has no functions, the wait errors, WIO_ENOMEM]
 */
int wio_host_call(wio_value *result, const char *name, size_t count,
                  const wio_value *args);

/* How a function of the host is called. */
typedef struct wio_host_call_options {
	bool join; /* cancelled, wait until the function has settled: see below */
} wio_host_call_options;

/*
 * The same with options, which may be NULL; name and arguments are copied.
 *
 * With join a cancel aborts the function's signal at once, and then waits until what it
 * promised is settled, so that its cleanup is over when this returns; what it comes to is
 * dropped all the same.  A second cancel, or an interrupt, ends that wait, too.
 * Units: count is how many arguments there are.
 * Owns: as wio_host_call.
 * Cancelled: ended; the function's signal is aborted, and with join its end is waited for.
 * [suspends] [as wio_host_call]
 */
int wio_host_call_with(wio_value *result, const char *name, size_t count,
                       const wio_value *args, const wio_host_call_options *options);

/*
 * Call an exported function of another instance of this program, in a worker, and wait
 * for its result: what computes there leaves this loop its time.  The workers are those
 * of the pool that JavaScript has given to open; calls begin there in the order in which
 * they are made.  No memory is shared: name and arguments are copied, count is how many
 * those are, and a job of wio_run_in_executor, a function with a pointer, cannot be run
 * there.  Errors are those of the function, as of wio_host_call.
 * Owns: as wio_host_call.
 * Cancelled: ended; a call that has not begun never does, and another is interrupted
 * there, a second later once more, and at the pool's deadline its worker is terminated.
 * Mirrors: loop.run_in_executor with a ProcessPoolExecutor.
 * [suspends] [0, WIO_EINVAL name or args is NULL, or the errors of wio_call_return;
 * WIO_ENOTSUP open was given no workers, or this host has none; WIO_ECLOSED the worker
 * has died, WIO_ESHUTDOWN the pool is closed, WIO_EHOST it could not be called, such as
 * for want of that name; the wait errors, WIO_ENOMEM]
 */
int wio_worker_call(wio_value *result, const char *name, size_t count,
                    const wio_value *args);

/*
 * A reader of what wio_host_call has given, which may be a stream, bytes or a text: as
 * wio_call_reader.  wio_value_clear cancels a stream that nobody has taken so.
 * Owns: *reader is the caller's, and has what the value had; the value is undefined then.
 * [never suspends] [0, the errors of wio_call_reader]
 */
int wio_value_reader(wio_value *value, wio_reader **reader) WIO_NONNULL(2);

/*
 * A writer to such a stream: as wio_call_writer.
 * Owns: *writer is the caller's, and has what the value had; the value is undefined then.
 * [never suspends] [0, the errors of wio_call_reader]
 */
int wio_value_writer(wio_value *value, wio_writer **writer) WIO_NONNULL(2);

WIO_END
#endif
