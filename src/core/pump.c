// SPDX-License-Identifier: MIT
/* Loops whose steps the host runs, with nobody who waits for them. */
#include "core/error.h"
#include "core/force.h"
#include "core/loop.h"
#include "core/report.h"
#include "core/runs.h"

/* What a callback returned, for no run. */
static void drop(wio_loop *loop)
{
	struct wio_error *record = loop->leave_record;
	const int left = loop->leave;
	loop->leave = 0;
	loop->leave_record = NULL;
	wio__report(loop, WIO_REPORT_CALLBACK,
	            "a callback was to leave a run, and none is driven here", left, record,
	            NULL, NULL);
	wio_error_release(record);
}

void wio__loop_pump(wio_loop *loop, int error)
{
	loop->active = loop->pumped = true;
	loop->stopping = false;
	if (loop->leave)
		drop(loop);
	for (wio_task *task = loop->tasks; task && error; task = task->next)
		if (task->run && task->run->main == task && task->started)
			wio__task_end_wait(task, error);
}
