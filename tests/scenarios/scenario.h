// SPDX-License-Identifier: MIT
#ifndef SCENARIO_H
#define SCENARIO_H

/*
 * What the C twins of the scenarios are written with: oracle.py's words, in C.
 * The trace's format stands there.
 *
 *     // Scenario: as in the .py
 *     // Clauses: as in the .py
 *     #include "scenario.h"
 *
 *     static int program(void *unused) { ... }
 *
 *     SCENARIO(file_name)
 *     {
 *             run(program, NULL);
 *     }
 *
 * A program releases all that it makes: each scenario ends with a check that
 * no object is left.
 */
#include <stdio.h>

#include "wasyncio.h"

#define SCENARIO(name) \
	void scenario_##name(void); \
	void scenario_##name(void)

/* 1/512 s, exact in nanoseconds and as Python's double. */
#define TICKS(n) ((int64_t)(n)*1953125)

/* Python's exceptions that programs raise. */
enum {
	VALUE_ERROR = WIO_EUSER,
	ZERO_DIVISION_ERROR = WIO_EUSER - 1,
	RUNTIME_ERROR = WIO_EUSER - 2,
	KEY_ERROR = WIO_EUSER - 3,
	OS_ERROR = WIO_EUSER - 4
};

/* A line of the trace: trace("label") or trace("label", num(3), exc(r), ...);
 * the values are strings. */
#define trace(...) trace_line(__VA_ARGS__, (const char *)NULL)
void trace_line(const char *label, ...);

/* A line for each of those who wait for a future, and for each other, in the order of
 * their names: its own and that of what it waits for. */
void trace_awaits(wio_future *future);

/* A value for trace: a number; the exception that a code stands for (a result
 * that is no error as a number); "-" for what Python has as None. */
const char *num(long long n);
const char *exc(int code);
/* The exception that a record stands for; "-" for none. */
const char *err(const wio_error *error);
/* The message of a record; "-" if it has none. */
const char *why(const wio_error *error);

/*
 * The script.  at(ticks, interrupt, NULL): SIGINT at that time of the clock;
 * at(ticks, fn, arg): the host posts fn(arg) by call_soon_threadsafe.
 */
void at(int ticks, wio_fn *event, void *arg);
/* fn(NULL) as soon as the next run has its main task. */
void at_run(wio_fn *fn);

/* SIGINT arrives, here.  The second one of a run is raised from here:
 * if ((r = interrupt(NULL)) < 0) return r; */
int interrupt(void *unused);

/* The program computes for so long. */
void busy(int ticks);

/* The time of the clock in ticks. */
long long now(void);

/* A runner; strict: with options.strict. */
wio_runner *runner(void);
/* Close and free it; what close returned. */
int close_runner(wio_runner *runner);

/* asyncio.run: new runner, run, close; what run returned, else close. */
int run(wio_fn *fn, void *arg);

/* Two coroutines take part in the end of the running loop; that it is closed is
 * traced for each.  [0, the errors of wio_loop_at_close] */
int steps_at_close(wio_fn *generators, wio_fn *executor);

/* A task of a short form; its handle is released at once. */
void spawn(wio_fn *fn, void *arg, const char *name);

/* Arguments that stay when who made them is gone: a number up to 9; and, for
 * arg_free, the reference to a future that a task was given. */
int *digit(int n);
void release_future(void *future);
void release_queue(void *queue);

/* spawn, and call_soon, for what is given a task: it holds that until it ends. */
void spawn_with_task(wio_fn *fn, wio_task *task);
void soon_with_task(wio_fn *fn, wio_task *task);

/* spawn, for a task that is given a queue: it holds that until it ends. */
void spawn_with_queue(wio_fn *fn, wio_queue *queue);

/* A generator of numbers, to which numbers may be sent; NULL: no memory.  What asking
 * it gave: an item, 0 at the end, or the error.  begun: it has given its first. */
wio_generator *generator(wio_fn *fn, void *arg);
wio_generator *begun(wio_fn *fn, void *arg);
const char *asked(int r, int item);
/* Its yield. */
int give(int item);

/* A task that is given a generator, with the reference, or with one of its own. */
wio_task *task_with_generator(wio_fn *fn, wio_generator *generator);
void spawn_with_generator(wio_fn *fn, wio_generator *generator);

/* A context variable of numbers, with the default 0: made, read and set here,
 * read in another context (0 where it is not set). */
wio_contextvar *variable(const char *name);
int var_get(const wio_contextvar *var);
void var_set(wio_contextvar *var, int value);
int var_in(const wio_context *context, const wio_contextvar *var);

/*
 * An executor whose jobs, counted from 0 over all of them, begin and end when these
 * are called, which take a digit: at(2, job_begin, digit(0)).  NULL: no memory.
 */
wio_executor *new_pool(void);
int job_begin(void *number);
int job_end(void *number);
int job_do(void *number);

/* Run fn(NULL) in it and wait; in the default one, for nobody; an error of a job that
 * was not taken, as Python has it; and a task that is given a pool, and holds it. */
int in_executor(wio_executor *pool, wio_fn *fn);
int job_for_nobody(wio_fn *fn);
int refused(int r);
wio_task *task_with_pool(wio_fn *fn, wio_executor *pool);

/* True when this play is of the strict mode (scenarios marked Strict). */
bool strict(void);

#endif
