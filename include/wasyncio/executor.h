// SPDX-License-Identifier: MIT
/*
 * Executors: calls that block or compute, in other threads.
 *
 * A job is a function of the program's, called in another thread while tasks go on.
 * There it may raise errors, which arrive with their messages, and read context
 * variables; all else of the library that belongs to the loop's thread it may not
 * touch, but wio_loop_call_soon_threadsafe, wio_run_coroutine_threadsafe and
 * wio_interrupt.  A job that has begun is never stopped.
 *
 * In a build without threads wio_executor_new gives WIO_ENOTSUP, unless the program
 * says itself who runs the jobs (methods); and so does what needs the default one.  Those
 * are WASI's, and the web's but with WASYNCIO_THREADS; there wio_worker_call (call.h) has
 * workers.  With threads on the web, JavaScript and loops belong to the one in which the
 * program was opened: jobs have WIO_ENOTSUP of calls of JavaScript, and WIO_ENOSUSPEND of
 * runs.
 */
#ifndef WASYNCIO_EXECUTOR_H
#define WASYNCIO_EXECUTOR_H

#include "types.h"

WIO_BEGIN

/* Who runs jobs.  Any thread may use one.
 * Mirrors: concurrent.futures.Executor. */
typedef struct wio_executor wio_executor;

/* A call that an executor was given.
 * Mirrors: what concurrent.futures.Executor.submit makes. */
typedef struct wio_job wio_job;

/* An executor of the program's own.  Its functions cannot wait as a task does, and
 * are called by any thread. */
typedef struct wio_executor_methods {
	/* Take a job: later, and once, wio_job_run, or wio_job_begin and wio_job_end.
	 * Below zero: it was not taken. */
	int (*submit)(void *self, wio_job *job);
	/* No more jobs come.  cancel_jobs: wio_job_cancel those that have not begun.
	 * May be called again.  It does not wait.  NULL: nothing is to be done. */
	void (*shutdown)(void *self, bool cancel_jobs);
	/* The executor is gone, and all its jobs are over.  NULL: as above. */
	void (*free)(void *self);
} wio_executor_methods;

typedef struct wio_executor_options {
	const char *name;         /* copied; its threads are NAME_0, NAME_1, ...; NULL:
	                           * "executor" */
	size_t max_workers;       /* 0: 4 more than there are processors, at most 32 */
	int64_t shutdown_timeout; /* nanoseconds that the close of a loop, whose default
	                           * one it is, waits for its jobs; 0: 300 s */
	const wio_executor_methods *methods; /* NULL: threads of the library's */
	void *self;                          /* what these are given */
} wio_executor_options;

/* How a job is made. */
typedef struct wio_job_options {
	const char *name;      /* copied; NULL: "Job-N" */
	wio_context *context;  /* the job reads variables as they are in it now; NULL:
	                        * it has no more than their defaults */
	size_t arg_size;       /* not zero: *arg is copied, NULL is WIO_EINVAL, and what the
	                        * job made of the copy is the future's value */
	wio_free_fn *arg_free; /* of an arg that is not copied: called once, when the
	                        * job is over or was never taken; mostly by the loop's
	                        * thread, after its close by the job's */
} wio_job_options;

/*
 * Make an executor; its threads are started as jobs come.
 * Owns: the caller has one reference; methods must last as long as it does.
 * Mirrors: ThreadPoolExecutor(max_workers, thread_name_prefix).
 * [never suspends] [0, WIO_EINVAL methods without submit, WIO_ESTACK self is on a shared
 * stack, WIO_ENOTSUP no threads here, WIO_ENOMEM]
 */
int wio_executor_new(wio_executor **out, const wio_executor_options *options)
    WIO_NONNULL(1);

/* One more reference; returns its argument.  [never suspends] [cannot fail] */
wio_executor *wio_executor_retain(wio_executor *executor);

/* One reference less; NULL is ignored.  The last one shuts it down and does not wait:
 * jobs that were taken are still run.  [never suspends] [cannot fail] */
void wio_executor_release(wio_executor *executor);

/*
 * It takes no more jobs.  cancel_jobs: those that have not begun are cancelled.  wait:
 * until all its jobs are over; a task lets others run meanwhile, else the thread
 * blocks.
 * Cancelled: partial effect; it is shut down, and its jobs go on.
 * Mirrors: Executor.shutdown(wait=, cancel_futures=).
 * [suspends if wait] [0, the wait errors, WIO_EDEADLK wait by one of its own jobs,
 * WIO_ENOTSUP to block without threads, or where the web has its loop, WIO_EINVAL,
 * WIO_ENOMEM]
 */
int wio_executor_shutdown(wio_executor *executor, bool wait, bool cancel_jobs);

/*
 * Have fn(arg) run by an executor; NULL: the default one of the running loop, which is
 * made at first use.  The future becomes what fn returns.  To cancel it cancels the
 * job, if that has not begun; one that has goes on, and nobody hears of it.
 * Owns: *out is the caller's, to be released.
 * Mirrors: loop.run_in_executor.
 * [never suspends] [0, WIO_ENOTRUNNING outside a running loop, WIO_ESHUTDOWN it takes
 * no more, WIO_ENOTSUP no threads here, WIO_EINVAL no fn, not an executor, not a
 * context or arg_free with arg_size, WIO_ESTACK arg is on a shared stack, WIO_ENOMEM,
 * an errno value: no thread, the executor's own errors]
 */
int wio_run_in_executor(wio_future **out, wio_executor *executor, wio_fn *fn,
                        void *arg, const wio_job_options *options) WIO_NONNULL(1);

/*
 * Run fn in the default executor, with a copy of so many bytes, and put back what it
 * made of them, unless it fails.
 * Units: size in bytes, not 0.
 * Cancelled: partial effect; a job that has begun goes on with its copy, another never
 * begins, and the bytes are as before.
 * Mirrors: await loop.run_in_executor(None, fn, bytes).
 * [suspends] [fn's result or error, the wait errors, the errors of
 * wio_run_in_executor]
 */
int wio_executor_call(wio_fn *fn, void *bytes, size_t size);

/*
 * Run fn(arg) in the default executor and wait for it; it reads the variables of the
 * current context.
 * Cancelled: partial effect; a job that has begun goes on, so what arg points to has to
 * last until it ends (wio_executor_call takes locals), and another never begins.
 * Mirrors: asyncio.to_thread.
 * [suspends] [fn's result or error, the wait errors, the errors of
 * wio_run_in_executor]
 */
int wio_to_thread(wio_fn *fn, void *arg);

/*
 * Take this one as the default executor of the running loop.
 * Owns: the loop has a reference of its own; that to the one before is given back.
 * Mirrors: loop.set_default_executor.
 * [never suspends] [0, WIO_ENOTRUNNING, WIO_EINVAL not an executor, WIO_ENOMEM]
 */
int wio_set_default_executor(wio_executor *executor);

/*
 * Shut the running loop's default executor down, and wait until its jobs are over; from
 * now on the loop has none.  When the time is over this is reported, with the names of
 * the jobs that still run, and the wait ends; at once where one of them would wait for
 * itself.  The close of a loop does this.
 * Units: timeout in nanoseconds; WIO_FOREVER: none.
 * Cancelled: partial effect; it is shut down, and its jobs go on.
 * Mirrors: loop.shutdown_default_executor(timeout).
 * [suspends] [0, WIO_ENOTRUNNING, the wait errors, WIO_ENOMEM]
 */
int wio_shutdown_default_executor(int64_t timeout);

/* ---- for executors of a program's own ---- */

/*
 * Do a job that was taken: begin it, call its function, and end it.  Where it was
 * cancelled before, nothing is called.
 * Owns: takes the job over.
 * Mirrors: a worker of ThreadPoolExecutor.
 * [never suspends] [cannot fail]
 */
void wio_job_run(wio_job *job);

/*
 * Say that a job begins: from now on it cannot be cancelled.
 * Owns: when it returns false, takes the job over.
 * Mirrors: Future.set_running_or_notify_cancel.
 * [never suspends] [true; false: it was cancelled]
 */
bool wio_job_begin(wio_job *job);

/* Call the function of a job that has begun.
 * [never suspends] [what the function returned; WIO_EINVAL] */
int wio_job_call(wio_job *job);

/*
 * End a job that has begun: with the result of its function, or, below zero, an error,
 * of which this thread has the record.
 * Owns: takes the job over.
 * Mirrors: Future.set_result, Future.set_exception.
 * [never suspends] [cannot fail]
 */
void wio_job_end(wio_job *job, int result);

/*
 * Cancel a job that has not begun; it still has to be run, which then does nothing.
 * Mirrors: concurrent.futures.Future.cancel.
 * [never suspends] [1, or 0 it has begun or was cancelled; WIO_EINVAL]
 */
int wio_job_cancel(wio_job *job);

/* ---- from threads to tasks ---- */

/* A task of another thread's loop.  Any thread may use it.
 * Mirrors: concurrent.futures.Future. */
typedef struct wio_concurrent wio_concurrent;

/*
 * Have fn(arg) run as a task of a loop of another thread, which holds a reference to
 * that loop.  options->context is no part of this.
 * Owns: *out is the caller's, to be released; arg_free is called by the loop's thread,
 * or at once when this fails.
 * Mirrors: asyncio.run_coroutine_threadsafe.
 * [never suspends] [0, WIO_EINVAL not a loop, no fn or a context, WIO_ECLOSED,
 * WIO_ENOTSUP no threads here, WIO_ENOMEM]
 */
int wio_run_coroutine_threadsafe(wio_concurrent **out, wio_loop *loop, wio_fn *fn,
                                 void *arg, const wio_call_options *options)
    WIO_NONNULL(1);

/*
 * Block this thread until the task is done, or the time is over.
 * Units: timeout in nanoseconds; WIO_FOREVER: none.
 * Mirrors: concurrent.futures.Future.result(timeout).
 * [never suspends] [the task's result or error, WIO_ECANCELED, WIO_ETIMEDOUT,
 * WIO_ECLOSED the loop was closed before, WIO_EDEADLK in the loop's own thread,
 * WIO_EINVAL]
 */
int wio_concurrent_result(wio_concurrent *concurrent, int64_t timeout);

/*
 * Cancel it, and have the task cancelled.
 * Mirrors: concurrent.futures.Future.cancel.
 * [never suspends] [1, or 0 it is done; WIO_EINVAL]
 */
int wio_concurrent_cancel(wio_concurrent *concurrent);

/* True when it has a result or an error or was cancelled.
 * Mirrors: concurrent.futures.Future.done.  [never suspends] [cannot fail] */
bool wio_concurrent_done(wio_concurrent *concurrent);

/* One more reference; returns its argument.  [never suspends] [cannot fail] */
wio_concurrent *wio_concurrent_retain(wio_concurrent *concurrent);

/* One reference less; NULL is ignored; the task goes on.
 * [never suspends] [cannot fail] */
void wio_concurrent_release(wio_concurrent *concurrent);

WIO_END
#endif
