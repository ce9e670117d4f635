// SPDX-License-Identifier: MIT
/* Runs that are started, and go on when the runner's loop does. */
#include "core/context.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/misuse.h"
#include "core/outside.h"
#include "core/runs.h"
#include "core/task.h"
#include "runner/runner.h"

static int check(wio_runner *runner, wio_fn *fn, const wio_task_options *options)
{
	if (!wio__is(runner, WIO__RUNNER))
		return wio__misuse_raise(runner, WIO__RUNNER, "wio_runner_start");
	if (runner->closing)
		return wio_raise(WIO_ECLOSED, "wio_runner_start: the runner is closing");
	int r = wio__runner_initialize(runner);
	if (r < 0)
		return r;
	r = wio__loop_check_thread(runner->loop, "wio_runner_start");
	if (r < 0)
		return r;
	if (!fn)
		return wio_raise(WIO_EINVAL, "wio_runner_start: fn is NULL");
	if (options && options->context && !wio__context_valid(options->context))
		return wio_raise(WIO_EINVAL,
		                 "wio_runner_start: options.context is not a context");
	return 0;
}

int wio_runner_start(wio_runner *runner, wio_task **out, wio_fn *fn, void *arg,
                     const wio_task_options *options)
{
	struct wio__run *run = NULL;
	wio_context *copy = NULL;
	*out = NULL;
	int r = check(runner, fn, options);
	if (r == 0 && !(run = wio__zalloc(sizeof *run)))
		r = WIO_ENOMEM;
	wio_task_options own = {0};
	if (options)
		own = *options;
	if (r == 0 && !own.context) {
		r = wio__context_copy(&copy, runner->context);
		own.context = copy;
	}
	if (r < 0) {
		wio__free(run, sizeof *run);
		wio__value_call(own.arg_free, arg);
		return r;
	}
	/* It is the maker's no more than a host's. */
	own.eager_start = WIO_START_LAZY;
	r = wio__task_new(runner->loop, out, fn, arg, &own);
	if (r == 0)
		wio__run_begin(run, *out);
	else
		wio__free(run, sizeof *run);
	wio__context_release(copy);
	return r;
}

int wio_task_interrupt(wio_task *task)
{
	if (!wio__is(task, WIO__TASK))
		return wio__misuse_raise(task, WIO__TASK, "wio_task_interrupt");
	wio_loop *loop = task->future.loop;
	int r = wio__loop_check_thread(loop, "wio_task_interrupt");
	if (r < 0)
		return r;
	if (task->future.state != WIO__PENDING)
		return WIO_ENOTRUNNING;
	if (!task->run)
		return loop->runner ? wio_interrupt(loop->runner) : WIO_ENOTRUNNING;
	if (!task->run->main)
		return WIO_ENOTRUNNING;
	r = wio__run_interrupt(task->run, loop);
	wio__loop_changed(loop);
	return r;
}
