// SPDX-License-Identifier: MIT
// Scenario: a group waits for all its children; their results can be read after it.
// Clauses: C3 01-03
#include "scenario.h"

static int child(void *arg)
{
	int number = *(int *)arg;
	int r = wio_sleep(TICKS(number));
	if (r < 0)
		return r;
	trace("child", num(number));
	return 10 + number;
}

static int program(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	wio_task *first, *second;
	wio_group_create_task(group, &first, child, digit(3), NULL);
	wio_group_create_task(group, &second, child, digit(1), NULL);
	r = wio_sleep(TICKS(2));
	if (r == 0)
		trace("body ends");
	r = wio_group_close(group, r);
	if (r == 0)
		trace("results", num(wio_task_result(first)),
		      num(wio_task_result(second)));
	wio_task_release(first);
	wio_task_release(second);
	return r;
}

SCENARIO(group_normal)
{
	run(program, NULL);
}
