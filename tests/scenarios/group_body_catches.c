// SPDX-License-Identifier: MIT
// Scenario: the body catches the CancelledError that a failing child caused: the group still raises, later waits go well.
// Clauses: C3 04, E6.3
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
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		trace("caught in the body");
	r = wio_sleep(TICKS(1));
	if (r < 0)
		return r;
	trace("the body goes on");
	return 0;
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
		      err(wio_error_member(error, 0)));
	}
	trace("requests", num(wio_task_cancelling(wio_current_task())));
	return wio_sleep(TICKS(1));
}

SCENARIO(group_body_catches)
{
	run(program, NULL);
}
