// SPDX-License-Identifier: MIT
// Scenario: cancelling one child is no failure: the group goes on and is left without an error.
// Clauses: C3 03
#include "scenario.h"

static int child(void *arg)
{
	int number = *(int *)arg;
	int r = wio_sleep(TICKS(number));
	if (r < 0)
		return r;
	trace("child", num(number));
	return number;
}

static int program(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	wio_task *first, *second;
	wio_group_create_task(group, &first, child, digit(9), NULL);
	wio_group_create_task(group, &second, child, digit(3), NULL);
	r = wio_sleep(TICKS(1));
	wio_task_cancel(first, NULL);
	r = wio_group_close(group, r);
	if (r == 0) {
		trace("first cancelled", num(wio_task_cancelled(first)));
		trace("second", num(wio_task_result(second)));
	}
	wio_task_release(first);
	wio_task_release(second);
	return r;
}

SCENARIO(group_child_cancelled)
{
	run(program, NULL);
}
