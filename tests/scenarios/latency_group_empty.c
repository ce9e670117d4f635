// SPDX-License-Identifier: MIT
// Scenario: a group without children, and one whose children are done, are left at once.
// Clauses: E3
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
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
	trace("empty");
	wio_group_close(group, 0);
	trace("left at once");

	r = wio_group_open(&group);
	if (r < 0)
		return r;
	wio_group_create_task(group, NULL, child, NULL, NULL);
	wio_yield();
	wio_yield();
	trace("children are gone");
	wio_group_close(group, 0);
	trace("left at once again");
	return 0;
}

SCENARIO(latency_group_empty)
{
	run(program, NULL);
}
