// SPDX-License-Identifier: MIT
#include "core/slow.h"

#include "core/format.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/misuse.h"
#include "core/object.h"
#include "core/report.h"
#include "core/task.h"
#include "wasyncio/error.h"

static int64_t duration_of(const wio_loop *loop)
{
	return loop->slow ? loop->slow : WIO_MS(100);
}

void wio__slow_link(void)
{
}

int64_t wio__slow_begin(const wio_loop *loop)
{
	return loop->debug ? wio__loop_now(loop) : INT64_MAX;
}

static void tell(wio_loop *loop, int64_t began, const char *what, wio_task *task)
{
	if (began == INT64_MAX)
		return;
	const int64_t took = wio__loop_now(loop) - began;
	if (took < duration_of(loop))
		return;
	char text[96];
	wio__format(text, sizeof text, "%s ran for %lld ms, and nothing else meanwhile",
	            what, (long long)(took / WIO_MS(1)));
	wio__report(loop, WIO_REPORT_SLOW, text, 0, NULL, task, NULL);
}

void wio__slow_end(wio_loop *loop, int64_t began)
{
	tell(loop, began, "a callback", NULL);
}

void wio__slow_step(struct wio__node *node)
{
	wio_task *task = wio__container(node, wio_task, ready.node);
	wio_loop *loop = task->future.loop;
	const int64_t began = wio__slow_begin(loop);
	wio__loop_hold(loop);
	wio__task_retain(task); /* it is named afterwards */
	wio__task_step(node);
	tell(loop, began, "a step of a task", task);
	wio__task_release(task);
	wio__loop_drop(loop);
}

int wio_loop_set_slow_callback_duration(wio_loop *loop, int64_t duration)
{
	int r = wio__loop_check(loop, "wio_loop_set_slow_callback_duration");
	if (r < 0)
		return r;
	if (duration <= 0)
		return wio_raise(WIO_EINVAL, "wio_loop_set_slow_callback_duration: %lld "
		                             "is no time",
		                 (long long)duration);
	loop->slow = duration;
	return 0;
}

int64_t wio_loop_slow_callback_duration(const wio_loop *loop)
{
	if (wio__is(loop, WIO__LOOP))
		return duration_of(loop);
	return wio__misuse_report(loop, WIO__LOOP, "wio_loop_slow_callback_duration");
}
