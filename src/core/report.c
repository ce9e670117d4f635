// SPDX-License-Identifier: MIT
#include "core/report.h"

#include "core/callback.h"
#include "core/context.h"
#include "core/cxx.h"
#include "core/error.h"
#include "core/format.h"
#include "core/loop.h"
#include "core/place.h"
#include "core/task.h"
#include "core/trace.h"
#include "host.h"

void wio__report_log(const wio_report *report)
{
	char text[2048];
	size_t n = wio__format(text, sizeof text, "wasyncio: %s%s%s%s\n",
	                       report->message ? report->message : "error",
	                       report->task ? " (task '" : "",
	                       report->task ? wio__task_name(report->task) : "",
	                       report->task ? "')" : "");
	if (n >= sizeof text)
		n = sizeof text - 1;
	if (wio__is_linked(wio__place_tell))
		n += wio__place_tell(report->task, text + n, sizeof text - n);
	if (report->error)
		n += wio_error_format(report->error, text + n, sizeof text - n) - 1;
	else if (report->code)
		n += wio__format(text + n, sizeof text - n, "%s: %s\n",
		                 wio_strerror_name(report->code),
		                 wio_strerror(report->code));
	wio__host_log(text, n < sizeof text ? n : sizeof text - 1);
}

/* In the context of the task that the report is about, even if somebody is
 * inside of that; one about a callback comes from within its context. */
static int call_handler(wio_loop *loop, const wio_report *report)
{
	const wio_future *about =
	    report->task ? &report->task->future : report->future;
	wio_context *before = wio__rt.context;
	const bool of_task = about && about->object.kind == WIO__TASK &&
	                     report->kind != WIO_REPORT_CALLBACK;
	if (of_task)
		wio__context_enter(((const wio_task *)about)->call.context);
	wio__lock();
	int r = wio__is_linked(wio__cxx_tell)
	            ? wio__cxx_tell(loop->handler, loop, report, loop->handler_arg)
	            : loop->handler(loop, report, loop->handler_arg);
	wio__unlock();
	if (of_task)
		wio__context_leave(before);
	return r;
}

void wio__report_send(wio_loop *loop, const wio_report *report)
{
	wio__trace(WIO__EVENT_REPORT, report->task, (intptr_t)report);
	/* What fails inside the handler is not reported by the handler again. */
	if (!loop->handler || loop->reporting) {
		wio__report_log(report);
		return;
	}
	loop->reporting = true;
	int r = call_handler(loop, report);
	loop->reporting = false;
	if (wio__leaves(r)) {
		wio__loop_leave(loop, r, wio__error_last(r));
	} else if (r < 0) {
		wio__report_log(report);
		const wio_report failure = {.kind = WIO_REPORT_HANDLER,
		                            .message = "the exception handler failed",
		                            .code = r};
		wio__trace(WIO__EVENT_REPORT, NULL, (intptr_t)&failure);
		wio__report_log(&failure);
	}
}

void wio__report(wio_loop *loop, enum wio_report_kind kind, const char *message,
                 int code, const wio_error *error, wio_task *task,
                 wio_future *future)
{
	const wio_report report = {.kind = kind,
	                           .message = message,
	                           .code = code,
	                           .error = error,
	                           .task = task,
	                           .future = future};
	wio__report_send(loop, &report);
}

void wio__callback_result(wio_loop *loop, int result, wio_future *future)
{
	if (result >= 0)
		return;
	struct wio_error *error = wio__error_last(result);
	if (wio__leaves(result))
		wio__loop_leave(loop, result, error);
	else
		wio__report(loop, WIO_REPORT_CALLBACK, "a callback failed", result,
		            error, NULL, future);
}
