// SPDX-License-Identifier: MIT
// Scenario: the last child ends, the group is left two iterations later.
// Clauses: E3, E6.2
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	wio_yield();
	trace("child ends");
	return 0;
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
	trace("group is left");
	return r;
}

SCENARIO(latency_group)
{
	run(program, NULL);
}
