// SPDX-License-Identifier: MIT
// Scenario: children add children while the group waits; it is left when the last is done.
// Clauses: C3 23-25
#include "scenario.h"

struct child {
	wio_group *group;
	int depth;
};

static int child(void *arg)
{
	const struct child *self = arg;
	int r = wio_sleep(TICKS(1));
	if (r < 0)
		return r;
	trace("child", num(self->depth));
	if (self->depth) {
		struct child next = {self->group, self->depth - 1};
		r = wio_group_create_task(self->group, NULL, child, &next,
		                          &(wio_task_options){.arg_size = sizeof next});
	}
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	struct child first = {group, 2};
	r = wio_group_create_task(group, NULL, child, &first,
	                          &(wio_task_options){.arg_size = sizeof first});
	r = wio_group_close(group, r);
	if (r < 0)
		return r;
	trace("group is left", num(now()));
	return 0;
}

SCENARIO(group_added)
{
	run(program, NULL);
}
