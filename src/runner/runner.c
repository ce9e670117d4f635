// SPDX-License-Identifier: MIT
#include "runner/runner.h"

#include "core/call.h"
#include "core/canceller.h"
#include "core/compiler.h"
#include "core/context.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/misuse.h"
#include "core/object.h"
#include "core/report.h"
#include "core/task.h"
#include "core/trace.h"
#include "host.h"
#include "runner/interrupt.h"
#include "runner/signals.h"
#include "runner/strict.h"
#include "wasyncio/error.h"

int wio__runner_make(wio_runner **out)
{
	wio_runner *runner = *out = wio__zalloc(sizeof *runner);
	if (!runner)
		return WIO_ENOMEM;
	runner->object.kind = WIO__RUNNER;
	runner->state = WIO__CREATED;
	atomic_init(&runner->running, false);
	wio__runtime_enter();
	return 0;
}

void wio__runner_end(wio_runner *runner)
{
	wio_loop *loop = runner->loop;
	if (wio__is_linked(wio__signals_ignore))
		wio__signals_ignore(runner);
	wio__loop_close(loop);
	/* wio_run may still listen, but there is nothing left to interrupt. */
	atomic_store(&runner->running, false);
	loop->runner = NULL;
	loop->take_interrupts = NULL;
	runner->loop = NULL;
	runner->state = WIO__ENDED;
	wio__context_release(runner->context);
	runner->context = NULL;
	wio__loop_release(loop);
}

void wio__runner_free(wio_runner *runner)
{
	if (!runner)
		return;
	if (runner->state == WIO__INITIALIZED) {
		wio__report(runner->loop, WIO_REPORT_UNCLOSED,
		            "a runner was freed without wio_runner_close", 0, NULL, NULL,
		            NULL);
		wio__runner_end(runner);
	}
	wio__object_free(runner, sizeof *runner, WIO__RUNNER, NULL);
	wio__runtime_leave();
}

/* ---- lazy initialisation ---- */

static WIO__NEVER_INLINE int wio__runner_make_loop(wio_runner *runner, wio_loop **loop)
{
	*loop = NULL;
	if (!runner->options.loop_factory)
		return wio_loop_new(loop);
	wio__lock();
	int r = runner->options.loop_factory(loop, runner->options.loop_factory_arg);
	wio__unlock();
	if (r < 0)
		return r;
	if (!wio__is(*loop, WIO__LOOP))
		return wio_raise(WIO_EINVAL, "the loop factory gave no loop");
	return 0;
}

static bool debug_is_on(enum wio_switch debug)
{
	if (debug != WIO_DEFAULT)
		return debug == WIO_ON;
	return wio__host_env("WASYNCIO_DEBUG");
}

int wio__runner_initialize(wio_runner *runner)
{
	if (runner->state == WIO__ENDED)
		return wio_raise(WIO_ECLOSED, "the runner is closed");
	if (runner->state == WIO__INITIALIZED)
		return 0;
	wio_loop *loop;
	int r = wio__runner_make_loop(runner, &loop);
	if (r < 0)
		return r;
	r = wio__context_copy(&runner->context, NULL);
	if (r < 0) {
		wio__loop_close(loop);
		wio__loop_release(loop);
		return r;
	}
	if (runner->options.debug != WIO_DEFAULT || !runner->options.loop_factory)
		wio__loop_set_debug(loop, debug_is_on(runner->options.debug));
	loop->asyncio = runner->options.asyncio;
	loop->runner = runner;
	loop->take_interrupts = wio__interrupts_take;
	runner->loop = loop;
	runner->state = WIO__INITIALIZED;
	return 0;
}

/* ---- interrupts of a run ---- */

void wio__runner_listen(wio_runner *runner)
{
	const struct wio__interrupts how = {runner->options.stdin_interrupt};
	if (runner->listeners++ > 0)
		return;
	wio_loop *loop = runner->loop;
	runner->interrupts = 0;
	runner->interrupts_before =
	    atomic_load(&loop->interrupts) - runner->interrupts_kept;
	if (runner->interrupts_kept)
		wio__loop_attend(loop);
	runner->interrupts_kept = 0;
	loop->interrupts_seen = runner->interrupts_before;
	loop->kills = 0;
	runner->outer = wio__rt.running;
	wio__rt.running = runner;
	atomic_store(&runner->running, true);
	wio__host_take_interrupts(runner, &how);
	if (wio__is_linked(wio__signals_listen))
		wio__signals_listen(runner);
}

void wio__runner_ignore(wio_runner *runner)
{
	if (--runner->listeners > 0)
		return;
	if (wio__is_linked(wio__signals_ignore))
		wio__signals_ignore(runner);
	wio__host_leave_interrupts(runner);
	atomic_store(&runner->running, false);
	wio__rt.running = runner->outer;
	wio_loop *loop = runner->loop;
	if (!loop)
		return; /* closed by now */
	unsigned raised = atomic_load(&loop->interrupts);
	if (runner->options.strict)
		runner->interrupts_kept = raised - loop->interrupts_seen;
	loop->interrupts_seen = raised;
}

/* ---- run ---- */

static int check(wio_runner *runner, wio_fn *fn, const wio_task_options *options)
{
	if (!wio__is(runner, WIO__RUNNER))
		return wio__misuse_refuse(runner, WIO__RUNNER, "wio_runner_run", "runner");
	if (wio__rt.stepping || runner->main || runner->closing ||
	    (runner->loop && runner->loop->pumped))
		return wio_raise(WIO_ERUNNING,
		                 "wio_runner_run cannot be called from a running loop");
	int r = wio__runner_initialize(runner);
	if (r < 0)
		return r;
	if (runner->loop->closed)
		return wio_raise(WIO_ECLOSED, "the loop is closed");
	if (!fn)
		return wio_raise(WIO_EINVAL, "wio_runner_run: fn is NULL");
	wio_context *context = options ? options->context : NULL;
	if (context && !wio__context_valid(context))
		return wio_raise(WIO_EINVAL,
		                 "wio_runner_run: options.context is not a context");
	if (context && context->entered)
		return wio_raise(WIO_EENTERED,
		                 "wio_runner_run: options.context is entered already");
	return wio__loop_check_drive("wio_runner_run");
}

/* How the run ends when interrupts were taken. */
static int settle(wio_runner *runner, int r)
{
	if (r == WIO_ECANCELED && runner->interrupts > 0 &&
	    runner->main->future.state != WIO__PENDING &&
	    wio__task_uncancel(runner->main) == 0)
		return wio_raise(WIO_EINTERRUPTED, "interrupted");
	return runner->options.strict ? wio__strict_settle(runner, r) : r;
}

int wio_runner_run(wio_runner *runner, wio_fn *fn, void *arg,
                   const wio_task_options *options)
{
	int r = check(runner, fn, options);
	if (r < 0) {
		if (options)
			wio__value_call(options->arg_free, arg);
		wio__trace(WIO__EVENT_DONE, NULL, r);
		return r;
	}
	wio_task_options own = {0};
	if (options)
		own = *options;
	if (!own.context)
		own.context = runner->context;
	wio__runner_listen(runner);
	r = wio__task_new(runner->loop, &runner->main, fn, arg, &own);
	if (r == 0) {
		wio__trace(WIO__EVENT_RUN, runner->main, 0);
		r = wio__loop_run_until(runner->loop, &runner->main->future);
		/* Without memory to drive it, it must not run in the next run. */
		if (r == WIO_ENOMEM && !runner->main->started)
			wio__task_cancel(runner->main, NULL);
		/* Its error has come out here: nobody else need look at it. */
		runner->main->future.unretrieved = false;
		r = settle(runner, r);
		if (wio__canceller_is_linked() && r == WIO_ECANCELED)
			wio__canceller_tell(wio__error_slot(), runner->main);
	}
	wio__runner_ignore(runner);
	wio__trace(WIO__EVENT_DONE, runner->main, r);
	if (runner->main)
		wio__task_release(runner->main);
	runner->main = NULL;
	return r;
}
