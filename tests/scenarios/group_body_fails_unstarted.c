// SPDX-License-Identifier: MIT
// Scenario: the body fails before the child has started: the child never runs, the body's error is the only member.
// Clauses: C3 09, E6.2
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	trace("never");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	wio_task *task;
	wio_group_create_task(group, &task, child, NULL, NULL);
	r = wio_group_close(group, VALUE_ERROR);
	if (r == WIO_EGROUP) {
		const wio_error *error = wio_last_error();
		trace("members", num((long long)wio_error_count(error)),
		      err(wio_error_member(error, 0)));
	}
	trace("cancelled", num(wio_task_cancelled(task)));
	wio_task_release(task);
	return 0;
}

SCENARIO(group_body_fails_unstarted)
{
	run(program, NULL);
}
