// SPDX-License-Identifier: MIT
// Scenario: cancel and uncancel of a task that waits for a future: the future is cancelled already.
// Clauses: E4, C2
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	if (wio_sleep(TICKS(50)) == WIO_ECANCELED)
		trace("requests", num(wio_task_cancelling(wio_current_task())));
	return 3;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, child, NULL, NULL);
	wio_sleep(TICKS(1));
	trace("asked", num(wio_task_cancel(task, NULL)));
	trace("left", num(wio_task_uncancel(task)));
	trace("result", exc(wio_await(task, NULL)));
	wio_task_release(task);
	return 0;
}

SCENARIO(cancel_undone_waiting)
{
	run(program, NULL);
}
