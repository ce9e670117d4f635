// SPDX-License-Identifier: MIT
// Scenario: a child fails and the parent is cancelled from outside in one iteration: the error comes out, the cancel stays.
// Clauses: E6.3, C3 cancelling level
#include "scenario.h"

static int failing(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(2));
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
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = wio_group_close(group, body(group));
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
		trace("the outer cancel");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, parent, NULL, NULL);
	wio_yield();
	wio_sleep(TICKS(2));
	wio_yield();
	trace("asked", num(wio_task_cancel(task, NULL)));
	int r = wio_await(task, NULL);
	if (r == WIO_ECANCELED)
		trace("main");
	wio_task_release(task);
	return 0;
}

SCENARIO(group_both)
{
	run(program, NULL);
}
