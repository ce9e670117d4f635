// SPDX-License-Identifier: MIT
// Scenario: the body fails: the child is cancelled, and the body's error is the last member.
// Clauses: C3 09, E6.2
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED) {
		trace("child is cancelled");
		return WIO_ELOOKUP;
	}
	return r;
}

static int body(wio_group *group)
{
	wio_group_create_task(group, NULL, child, NULL, NULL);
	int r = wio_sleep(TICKS(1));
	return r < 0 ? r : VALUE_ERROR;
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
		trace("members", num((long long)wio_error_count(error)));
		trace("first", err(wio_error_member(error, 0)));
		trace("last", err(wio_error_member(error, 1)));
	}
	trace("requests", num(wio_task_cancelling(wio_current_task())));
	return 0;
}

SCENARIO(group_body_fails)
{
	run(program, NULL);
}
