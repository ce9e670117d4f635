// SPDX-License-Identifier: MIT
// Scenario: a second outer cancel while children clean up does not cut that short; children are cancelled once.
// Clauses: E6.5
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED) {
		int cleanup = wio_sleep(TICKS(4));
		if (cleanup < 0)
			return cleanup;
		trace("child has cleaned up",
		      num(wio_task_cancelling(wio_current_task())));
	}
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
		trace("requests", num(wio_task_cancelling(wio_current_task())));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, parent, NULL, NULL);
	wio_sleep(TICKS(1));
	wio_task_cancel(task, NULL);
	wio_sleep(TICKS(1));
	wio_task_cancel(task, NULL);
	int r = wio_await(task, NULL);
	if (r == WIO_ECANCELED)
		trace("main", num(now()));
	wio_task_release(task);
	return 0;
}

SCENARIO(group_second_cancel)
{
	run(program, NULL);
}
