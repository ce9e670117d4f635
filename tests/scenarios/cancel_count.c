// SPDX-License-Identifier: MIT
// Scenario: requests are counted up and down, never below zero; a task that is done takes none.
// Clauses: C2 cancelling
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	if (wio_sleep(TICKS(50)) == WIO_ECANCELED)
		trace("requests", num(wio_task_cancelling(wio_current_task())));
	return 1;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, child, NULL, NULL);
	trace("left", num(wio_task_uncancel(task)));
	wio_sleep(TICKS(1));
	trace("asked", num(wio_task_cancel(task, NULL)));
	trace("asked", num(wio_task_cancel(task, NULL)));
	trace("requests", num(wio_task_cancelling(task)));
	trace("left", num(wio_task_uncancel(task)));
	wio_await(task, NULL);
	trace("asked", num(wio_task_cancel(task, NULL)));
	trace("requests", num(wio_task_cancelling(task)));
	wio_task_release(task);
	return 0;
}

SCENARIO(cancel_count)
{
	run(program, NULL);
}
