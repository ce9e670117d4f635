// SPDX-License-Identifier: MIT
#include "core/canceller.h"
#include "core/error.h"
#include "core/force.h"
#include "core/loop.h"
#include "core/misuse.h"
#include "core/object.h"
#include "core/task.h"
#include "core/wait.h"
#include "wasyncio/waiting.h"

static int check(const wio_task *task)
{
	if (!wio__is(task, WIO__TASK))
		return wio__misuse_raise(task, WIO__TASK, "wio_task_stop");
	if (task == wio__rt.task)
		return wio_raise(WIO_EINVAL, "wio_task_stop: the caller's own task '%s'",
		                 wio__task_name(task));
	return wio__loop_check_thread(task->future.loop, "wio_task_stop");
}

/* For so long.  [1 it has ended, 0 not yet] */
static int wait_for(wio_task *task, int64_t time)
{
	return wio_wait(&task, 1, WIO_ALL_COMPLETED, time);
}

int wio_task_stop(wio_task *task, int64_t grace)
{
	int r = check(task);
	if (r < 0 || task->future.state != WIO__PENDING)
		return r;
	wio__rt.source = wio__source_here();
	wio__task_cancel(task, NULL);
	/* The caller may be left here for good. */
	r = wio__wait_check_end();
	if (r < 0)
		return r;
	wio__task_retain(task);
	r = wait_for(task, grace);
	bool forced = r == 0;
	if (r == 0) {
		wio__task_force(task);
		r = wait_for(task, grace);
	}
	if (r == 0) {
		wio__task_force(task);
		r = wait_for(task, WIO_FOREVER);
	}
	wio__task_release(task);
	return r < 0 ? r : forced;
}
