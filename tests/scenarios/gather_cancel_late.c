// SPDX-License-Identifier: MIT
// Scenario: who waits in gather is cancelled when all children have just ended: the cancel arrives all the same.
// Clauses: E4, C2
#include "scenario.h"

static wio_task *tasks[2];

static int leaf(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(1));
	return r < 0 ? r : 1;
}

static int canceller(void *task)
{
	int r = wio_sleep(TICKS(1));
	wio_task_cancel(task, "late");
	return r;
}

static int gathering(void *unused)
{
	(void)unused;
	int r = wio_yield();
	if (r < 0)
		return r;
	r = wio_gather(tasks, 2, NULL, false);
	if (r == WIO_ECANCELED)
		trace("cancelled", why(wio_last_error()));
	else
		trace("not cancelled");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, gathering, NULL, NULL);
	wio_create_task(&tasks[0], leaf, NULL, NULL);
	wio_create_task(&tasks[1], leaf, NULL, NULL);
	spawn_with_task(canceller, task);
	if (wio_await(task, NULL) == WIO_ECANCELED)
		trace("task is cancelled", why(wio_last_error()));
	wio_task_release(task);
	wio_task_release(tasks[0]);
	wio_task_release(tasks[1]);
	return 0;
}

SCENARIO(gather_cancel_late)
{
	run(program, NULL);
}
