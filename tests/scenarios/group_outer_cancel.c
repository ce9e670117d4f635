// SPDX-License-Identifier: MIT
// Scenario: a task is cancelled while its group's body runs: the child is cancelled and awaited, CancelledError comes out.
// Clauses: C3 cancellation
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	int cleanup = wio_sleep(TICKS(2));
	if (cleanup < 0)
		return cleanup;
	trace("child has cleaned up");
	return r;
}

static int body(wio_group *group)
{
	wio_group_create_task(group, NULL, child, NULL, NULL);
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		trace("body is cancelled");
	return r;
}

static int parent(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = wio_group_close(group, body(group));
	if (r == WIO_ECANCELED)
		trace("group is left");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, parent, NULL, NULL);
	wio_sleep(TICKS(1));
	wio_task_cancel(task, NULL);
	int r = wio_await(task, NULL);
	if (r == WIO_ECANCELED)
		trace("main");
	wio_task_release(task);
	return 0;
}

SCENARIO(group_outer_cancel)
{
	run(program, NULL);
}
