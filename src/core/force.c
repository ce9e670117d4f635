// SPDX-License-Identifier: MIT
#include "core/force.h"

#include "core/error.h"
#include "core/loop.h"
#include "core/object.h"
#include "core/outside.h"
#include "core/task.h"
#include "core/wait.h"

/* What it waits for is over, also if it has been queued for another reason. */
void wio__task_end_wait(wio_task *task, int error)
{
	if (task->wait >= WIO__WAIT_EVENT) {
		wio__task_wake(task, error);
		return;
	}
	task->must_cancel = false;
	task->wake = error;
	if (task->wait != WIO__WAIT_FUTURE || task->waiting_on->state != WIO__PENDING)
		return;
	wio__link_remove(&task->waiting_on->callbacks, &task->ready);
	/* From here on it waits for nothing: it may come to this again. */
	task->wait = WIO__WAIT_NONE;
	task->queued = true;
	wio__loop_ready(task->future.loop, &task->ready.node);
}

void wio__task_force(wio_task *task)
{
	wio_loop *loop = task->future.loop;
	if (task->forced < WIO__FORCE_ALWAYS && ++task->forced == WIO__FORCE_ALWAYS) {
		loop->forced++;
		wio__loop_attend(loop);
	}
	wio__task_end_wait(task, WIO_EINTERRUPTED);
	wio__loop_changed(loop);
}

int wio__force_refuse(wio_task *task)
{
	if (++task->refused >= WIO__MOST_REFUSED)
		wio__task_abandon(task, WIO_EINTERRUPTED);
	return wio_raise(WIO_EINTERRUPTED, "it is to end: see wio_task_stop");
}

int wio__force_settle(wio_task *task, int r)
{
	if (task->forced == WIO__FORCE_ALWAYS)
		task->future.loop->forced--;
	if (task->forced == WIO__FORCE_NOT || r != WIO_EINTERRUPTED)
		return r;
	wio__error_set(&task->error, wio__error_new(WIO_ECANCELED, "stopped: it went "
	                                            "on after it was cancelled"));
	if (task->error->refs)
		task->error->source = task->source;
	return WIO_ECANCELED;
}
