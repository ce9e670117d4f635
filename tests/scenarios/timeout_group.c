// SPDX-License-Identifier: MIT
// Scenario: a timeout around a group: the child is cancelled and awaited, then TimeoutError.
// Clauses: C4, C3, E4
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	wio_sleep(TICKS(1));
	trace("child has cleaned up");
	return r;
}

static int body(void)
{
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = wio_group_create_task(group, NULL, child, NULL, NULL);
	return wio_group_close(group, r);
}

static int program(void *unused)
{
	(void)unused;
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, TICKS(3));
	if (r < 0)
		return r;
	r = wio_timeout_close(limit, body());
	if (r != WIO_ETIMEDOUT)
		return r;
	trace("fired", num(now()));
	return 0;
}

SCENARIO(timeout_group)
{
	run(program, NULL);
}
