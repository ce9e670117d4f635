// SPDX-License-Identifier: MIT
// Scenario: a cancel swallowed before a group: the group keeps its count, and, when it fails, brings that cancel back.
// Clauses: C3 cancelling level, E6.3
#include "scenario.h"

static int failing(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(1));
	return r < 0 ? r : VALUE_ERROR;
}

static int body(wio_group *group)
{
	wio_group_create_task(group, NULL, failing, NULL, NULL);
	return wio_sleep(TICKS(50));
}

static int parent(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		trace("requests", num(wio_task_cancelling(wio_current_task())));
	wio_group *group;
	r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = wio_group_close(group, body(group));
	if (r == WIO_EGROUP)
		trace("group failed");
	else if (r < 0)
		return r;
	trace("requests", num(wio_task_cancelling(wio_current_task())));
	r = wio_sleep(TICKS(1));
	if (r == WIO_ECANCELED)
		trace("cancelled again");
	return 1;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, parent, NULL, NULL);
	wio_sleep(TICKS(1));
	wio_task_cancel(task, NULL);
	trace("result", exc(wio_await(task, NULL)));
	wio_task_release(task);
	return 0;
}

SCENARIO(group_level_kept)
{
	run(program, NULL);
}
