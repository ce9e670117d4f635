// SPDX-License-Identifier: MIT
#include "core/canceller.h"
#include "core/error.h"
#include "core/force.h"
#include "core/loop.h"
#include "core/misuse.h"
#include "core/wait.h"
#include "waiting/children.h"
#include "wasyncio/waiting.h"

static int check(wio_task *task)
{
	static const char who[] = "wio_task_stop";
	if (!wio__is(task, WIO__TASK))
		return wio__misuse_raise(task, WIO__TASK, who);
	int r = wio__loop_check_thread(task->future.loop, who);
	return r < 0 ? r : wio__children_check(&task, 1, who);
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
	/* Who cannot wait asks for nothing, unless he is to end himself. */
	if (!wio__wait_ends() && (r = wio__wait_check()) < 0)
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
