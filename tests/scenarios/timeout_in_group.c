// SPDX-License-Identifier: MIT
// Scenario: a child's TimeoutError is a failure of its group.
// Clauses: C4, C3 04
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, TICKS(2));
	if (r < 0)
		return r;
	return wio_timeout_close(limit, wio_sleep(TICKS(50)));
}

static int program(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = wio_group_create_task(group, NULL, child, NULL, NULL);
	r = wio_group_close(group, r);
	if (r != WIO_EGROUP)
		return r;
	const wio_error *error = wio_last_error();
	trace("members", num((long long)wio_error_count(error)),
	      exc(wio_error_code(wio_error_member(error, 0))));
	return 0;
}

SCENARIO(timeout_in_group)
{
	run(program, NULL);
}
