// SPDX-License-Identifier: MIT
/* A call from its start to its end. */
#include <stdlib.h>

#include "call/calls.h"
#include "core/compiler.h"
#include "core/runs.h"
#include "core/task.h"
#include "wasyncio/error.h"
#include "wasyncio/loop.h"
#include "wasyncio/scope.h"

static void drop(void *arg)
{
	wio_call *call = arg;
	wio_error_release(call->why);
	free(call->block);
	free(call);
}

/* ---- its task ---- */

/* What the function has not looked at is an error nevertheless. */
static int checked(wio_call *call, int r)
{
	if (call->wrong == 0 || r < 0)
		return r;
	return wio_raise_from(call->wrong, NULL, "%s", wio_error_message(call->why));
}

static int enter(void *arg)
{
	wio_call *call = arg;
	wio_timeout *timeout = NULL;
	int r = call->timeout > 0 ? wio_timeout_open(&timeout, call->timeout) : 0;
	if (r < 0)
		return r;
	call->base = call->task->cleanups;
	for (size_t i = 0; i < call->vars && r == 0; i++) {
		const wio_value *var = &call->args[call->count + 2 * i];
		r = wio__contextvar_export_set(var[0].text, var[1]);
	}
	if (r == 0)
		r = checked(call, call->to->fn(call));
	if (!timeout)
		return r;
	r = wio_timeout_close(timeout, r);
	call->timed_out = r == WIO_ETIMEDOUT;
	return r;
}

static int ended(wio_future *future, void *arg)
{
	wio_call *call = arg;
	int r = wio_future_result(future);
	call->caller->end(call, r, r < 0 ? wio_last_error() : NULL);
	return 0;
}

int wio__call_start(wio_call *call, wio_runner *runner, const wio_task_options *options)
{
	/* The task holds the call, and what is told of its end holds the task. */
	wio_task_options own = {0};
	if (options)
		own = *options;
	if (!own.name)
		own.name = call->to->named.name;
	own.eager_start = WIO_START_LAZY;
	int r = runner ? wio_runner_start(runner, &call->task, enter, call, &own)
	               : wio_create_task(&call->task, enter, call, &own);
	if (r < 0) {
		drop(call);
		return r;
	}
	wio_task *task = call->task;
	if (runner)
		wio__run_set_owner(task, call);
	const wio_call_options told = {.arg_free = drop};
	r = wio_future_add_done_callback((wio_future *)task, ended, call, &told);
	/* Without it nobody would be told: it does not begin. */
	if (r < 0)
		wio_task_cancel(task, NULL);
	wio_task_release(task);
	return r;
}

wio_call *wio__call_running(void)
{
	return wio__run_owner();
}

/* ---- what it gives ---- */

/* Nobody who is told waits (src/cmake/never.list). */

WIO__NEVER_INLINE int wio_call_return(wio_call *call, wio_value value)
{
	int r = wio__value_check(value, "wio_call_return");
	return r < 0 ? r : call->caller->take(call, value);
}

WIO__NEVER_INLINE void wio_call_progress(wio_call *call, double part)
{
	if (call->caller->progress)
		call->caller->progress(call, part);
}
