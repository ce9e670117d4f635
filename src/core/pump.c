// SPDX-License-Identifier: MIT
/* Loops whose steps the host runs, with nobody who waits for them. */
#include "core/force.h"
#include "core/loop.h"
#include "core/report.h"
#include "core/runs.h"
#include "wasyncio/error.h"

void wio__loop_pump(wio_loop *loop, int error)
{
	loop->active = loop->pumped = true;
	loop->stopping = false;
	const int left = wio__loop_left(loop);
	if (left) {
		/* Whoever is told of it may leave an error of its own. */
		wio_error *why = wio_error_retain(wio_last_error());
		wio__report(loop, WIO_REPORT_CALLBACK,
		            "a callback was to leave a run, and none is driven here", left,
		            why, NULL, NULL);
		wio_error_release(why);
	}
	for (wio_task *task = loop->tasks; task && error; task = task->next)
		if (task->run && task->run->main == task && task->started)
			wio__task_end_wait(task, error);
}
