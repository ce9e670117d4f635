// SPDX-License-Identifier: MIT
// Scenario: cancelling a task that waits for its group: it wakes, cancels its child, and waits for it.
// Clauses: E4, E6
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		trace("child");
	return r;
}

static int parent(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	wio_group_create_task(group, NULL, child, NULL, NULL);
	r = wio_group_close(group, 0);
	if (r == WIO_ECANCELED)
		trace("parent", num(wio_task_cancelling(wio_current_task())));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, parent, NULL, NULL);
	wio_sleep(TICKS(1));
	trace("asked", num(wio_task_cancel(task, NULL)));
	if (wio_await(task, NULL) == WIO_ECANCELED)
		trace("main");
	wio_task_release(task);
	return 0;
}

SCENARIO(cancel_group)
{
	run(program, NULL);
}
