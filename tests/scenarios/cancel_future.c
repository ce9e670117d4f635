// SPDX-License-Identifier: MIT
// Scenario: cancelling a task that waits for a future cancels the future; the task sees it one iteration later.
// Clauses: E4
#include "scenario.h"

static int child(void *waited)
{
	int r = wio_await((wio_future *)waited, NULL);
	if (r == WIO_ECANCELED)
		trace("child is cancelled");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_future *waited;
	wio_future_new(&waited, NULL);
	wio_task *task;
	wio_create_task(&task, child, waited, NULL);
	wio_sleep(TICKS(1));
	trace("asked", num(wio_task_cancel(task, NULL)));
	trace("future cancelled", num(wio_future_cancelled(waited)));
	trace("task cancelled", num(wio_task_cancelled(task)));
	if (wio_await(task, NULL) == WIO_ECANCELED)
		trace("task cancelled", num(wio_task_cancelled(task)));
	wio_task_release(task);
	wio_future_release(waited);
	return 0;
}

SCENARIO(cancel_future)
{
	run(program, NULL);
}
