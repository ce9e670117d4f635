// SPDX-License-Identifier: MIT
// Scenario: a sibling that swallows the group's cancel and returns delays the group's end, no more.
// Clauses: C3 04, E6.1
#include "scenario.h"

static int failing(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(1));
	return r < 0 ? r : VALUE_ERROR;
}

static int sibling(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		trace("swallowed");
	r = wio_sleep(TICKS(3));
	return r < 0 ? r : 7;
}

static int program(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	wio_task *task;
	wio_group_create_task(group, NULL, failing, NULL, NULL);
	wio_group_create_task(group, &task, sibling, NULL, NULL);
	r = wio_group_close(group, 0);
	if (r == WIO_EGROUP)
		trace("members", num((long long)wio_error_count(wio_last_error())));
	trace("sibling", num(wio_task_result(task)));
	wio_task_release(task);
	return 0;
}

SCENARIO(group_child_swallows)
{
	run(program, NULL);
}
