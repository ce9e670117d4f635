// SPDX-License-Identifier: MIT
// Scenario: a child fails while an outer cancel takes the group down: ExceptionGroup, and the cancel is not lost.
// Clauses: C3 08, C3 cancelling level, E6.3
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	return r == WIO_ECANCELED ? VALUE_ERROR : r;
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
	if (r == WIO_EGROUP) {
		const wio_error *error = wio_last_error();
		trace("members", num((long long)wio_error_count(error)),
		      err(wio_error_member(error, 0)));
	} else if (r < 0) {
		return r;
	}
	trace("requests", num(wio_task_cancelling(wio_current_task())));
	r = wio_sleep(TICKS(5));
	if (r == WIO_ECANCELED)
		trace("cancelled again at the next wait");
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

SCENARIO(group_cleanup_fails)
{
	run(program, NULL);
}
