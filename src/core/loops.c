// SPDX-License-Identifier: MIT
/* What programs do with a loop. */
#include "core/call.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/misuse.h"
#include "core/outside.h"
#include "core/report.h"
#include "core/runtime.h"
#include "core/task.h"
#include "wasyncio/error.h"

static bool is_loop(const wio_loop *loop, const char *who)
{
	return wio__is(loop, WIO__LOOP) || wio__misuse_report(loop, WIO__LOOP, who);
}

/* For what returns no error. */
static bool is_own_loop(const wio_loop *loop, const char *who)
{
	return is_loop(loop, who) &&
	       (loop->home == &wio__rt || wio__misuse_thread(who));
}

int wio__loop_refuse_thread(const char *who)
{
	return wio_raise(WIO_EOTHERLOOP,
	                 "%s: its loop is another thread's: from here it takes "
	                 "wio_loop_call_soon_threadsafe and wio_interrupt",
	                 who);
}

int wio__loop_check(const wio_loop *loop, const char *who)
{
	return wio__is(loop, WIO__LOOP) ? wio__loop_check_thread(loop, who)
	                                : wio__misuse_raise(loop, WIO__LOOP, who);
}

wio_loop *wio_loop_retain(wio_loop *loop)
{
	return is_loop(loop, "wio_loop_retain") ? wio__loop_retain(loop) : loop;
}

void wio_loop_release(wio_loop *loop)
{
	if (!loop || !is_loop(loop, "wio_loop_release"))
		return;
	if (loop->home == &wio__rt && wio__loop_references(loop) == 1 && !loop->closed &&
	    (loop->active || loop->runner))
		wio__misuse_release(loop, WIO__LOOP, "is in use", "wio_loop_release");
	else
		wio__loop_release(loop);
}

int64_t wio_loop_time(const wio_loop *loop)
{
	return is_loop(loop, "wio_loop_time") ? wio__loop_now(loop) : 0;
}

int wio_loop_close(wio_loop *loop)
{
	int r = wio__loop_check(loop, "wio_loop_close");
	return r < 0 ? r : wio__loop_close(loop);
}

void wio_loop_stop(wio_loop *loop)
{
	if (!is_own_loop(loop, "wio_loop_stop"))
		return;
	loop->stopping = true;
	wio__loop_changed(loop);
}

bool wio_loop_is_running(const wio_loop *loop)
{
	return is_loop(loop, "wio_loop_is_running") && loop->active;
}

bool wio_loop_is_closed(const wio_loop *loop)
{
	return is_loop(loop, "wio_loop_is_closed") && loop->closed;
}

bool wio_loop_get_debug(const wio_loop *loop)
{
	return is_loop(loop, "wio_loop_get_debug") && loop->debug;
}

void wio_loop_set_debug(wio_loop *loop, bool debug)
{
	if (is_own_loop(loop, "wio_loop_set_debug"))
		wio__loop_set_debug(loop, debug);
}

int wio_loop_set_exception_handler(wio_loop *loop,
                                   wio_exception_handler *handler, void *arg)
{
	int r = wio__loop_check(loop, "wio_loop_set_exception_handler");
	if (r == 0)
		r = wio__keep_check(arg, "arg");
	if (r < 0)
		return r;
	loop->handler = handler;
	loop->handler_arg = arg;
	return 0;
}

void wio_loop_call_exception_handler(wio_loop *loop, const wio_report *report)
{
	if (is_own_loop(loop, "wio_loop_call_exception_handler"))
		wio__report_send(loop, report);
}

static int check_run(wio_loop *loop, const char *who)
{
	int r = wio__loop_check(loop, who);
	if (r < 0)
		return r;
	if (loop->closed)
		return wio_raise(WIO_ECLOSED, "%s: the loop is closed", who);
	if (wio__rt.stepping || loop->active)
		return wio_raise(WIO_ERUNNING,
		                 "%s cannot be called from a running loop", who);
	return wio__loop_check_drive(who);
}

int wio_loop_run_until_complete(wio_loop *loop, wio_future *future)
{
	int r = check_run(loop, "wio_loop_run_until_complete");
	if (r < 0)
		return r;
	if (!wio__future_valid(future))
		return wio__misuse_raise(future, WIO__FUTURE, "wio_loop_run_until_complete");
	if (future->loop != loop)
		return wio_raise(WIO_EOTHERLOOP, "the future belongs to another loop");
	return wio__loop_run_until(loop, future);
}

int wio_loop_run_forever(wio_loop *loop)
{
	int r = check_run(loop, "wio_loop_run_forever");
	return r < 0 ? r : wio__loop_drive(loop);
}
