// SPDX-License-Identifier: MIT
#ifndef WIO_CALLS_H
#define WIO_CALLS_H

#include <stdbool.h>
#include <stdint.h>

#include "wasyncio/call.h"
#include "wasyncio/runner.h"
#include "wasyncio/task.h"
#include "wasyncio/waiters.h"

struct wio__cleanup;

/* Who has called: takes what the call gives, copied before it returns.  One that takes
 * no items is not asked for a stream. */
struct wio__caller {
	int (*take)(wio_call *call, wio_value result);
	void (*progress)(wio_call *call, double part);
	int (*item)(wio_call *call, wio_value item);
	/* It is over, and the call is freed behind this. */
	void (*end)(wio_call *call, int r, const wio_error *error);
};

struct wio_call {
	const struct wio__caller *caller;
	void *of_caller;
	const wio__export *to;
	const wio_value *args;
	size_t count;
	size_t vars; /* context variables, behind the arguments: each a name and a value */
	void *block; /* freed with the call */
	wio_task *task;
	int64_t timeout; /* nanoseconds; 0: none */
	bool timed_out;
	int wrong; /* WIO_EINVAL: an argument is of another kind than it was asked for */
	wio_error *why;
	uint32_t asked; /* items that somebody waits for */
	bool left;      /* nobody ever will */
	wio_waiters consumer;
	const struct wio__cleanup *base; /* scopes above it are the function's own */
};

/* NULL: there is none. */
const wio__export *wio__export_find(const char *name);

/* Zeroed but for caller, of_caller, to, args, count, vars, block, timeout: owned from here
 * on, also by a failure.  A run of the runner, or a task of the running loop when it is
 * NULL.  [0, the errors of wio_runner_start] */
int wio__call_start(wio_call *call, wio_runner *runner, const wio_task_options *options);

/* Whose run the running task is of; NULL: of none's. */
wio_call *wio__call_running(void);

/* Somebody waits for so many items more. */
void wio__call_ask(wio_call *call, uint32_t more);

/* Set in the current context.  [0, WIO_ELOOKUP there is none of that name, the errors
 * of wio_contextvar_set] */
int wio__contextvar_export_set(const char *name, wio_value value);
const char *wio__contextvar_export_name(size_t i);

struct wio__answer;

/* What the host has said to a call waits for its promise, if it is one: then it is the
 * result, which may be NULL, or its error is raised.  [0, an error, also of the wait] */
int wio__call_answer(int r, struct wio__answer *answer, wio_value *result);

/* A value for whoever it is given to: refuses what none can be.  [0, WIO_EINVAL] */
int wio__value_check(wio_value value, const char *who);
/* The same of the arguments of a call. */
int wio__values_check(size_t count, const wio_value *values, const char *who);
/* A copy on the heap, for wio_value_clear.  [0, WIO_ENOMEM] */
int wio__value_copy(wio_value *copy, wio_value value);

/* An error with all that belongs to it as JSON: {"code", "message", "host", "cause",
 * "context", "errors"}.  Returns the bytes that it takes, without a last NUL. */
size_t wio__failure_format(int code, const wio_error *error, char *buffer, size_t size);

#endif
