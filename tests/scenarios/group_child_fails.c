// SPDX-License-Identifier: MIT
// Scenario: a failing child cancels its siblings and the body; the group raises when all are done.
// Clauses: C3 04, E6.1, E6.2
#include "scenario.h"

static int failing(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(2));
	return r < 0 ? r : VALUE_ERROR;
}

static int sibling(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(9));
	if (r == WIO_ECANCELED)
		trace("sibling cleans up");
	return r;
}

static int body(wio_group *group)
{
	wio_group_create_task(group, NULL, failing, NULL, NULL);
	wio_group_create_task(group, NULL, sibling, NULL, NULL);
	int r = wio_sleep(TICKS(9));
	if (r == 0)
		trace("never");
	return r;
}

static int program(void *unused)
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
		      exc(wio_error_code(wio_error_member(error, 0))));
	}
	trace("cancelling", num(wio_task_cancelling(wio_current_task())));
	return 0;
}

SCENARIO(group_child_fails)
{
	run(program, NULL);
}
