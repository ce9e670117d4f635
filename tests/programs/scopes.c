// SPDX-License-Identifier: MIT
#include "programs.h"

int spawn_body(wio_group *group, const int *op)
{
	static const wio_start *const starts[] = {NULL, WIO_START_EAGER, WIO_START_LAZY};
	const int i = op[A];
	wio_task *task = NULL;
	char name[8];
	if (program.spawned[i])
		return 0;
	program.spawned[i] = true;
	snprintf(name, sizeof name, "t%d", i);
	const wio_task_options options = {.name = name, .eager_start = starts[op[B]]};
	int r = group ? wio_group_create_task(group, &task, body, &program.bodies[i],
	                                      &options)
	              : wio_loop_create_task(program.loop, &task, body,
	                                     &program.bodies[i], &options);
	program.tasks[i] = task;
	return r;
}

static int in_group(const int *op)
{
	wio_group **open = &program.groups[op[A]], *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	*open = group;
	r = wio_group_close(group, do_all(group, op + HEAD, op[BLOCK]));
	if (*open == group)
		*open = NULL;
	return r;
}

static int in_timeout(wio_group *group, const int *op)
{
	wio_timeout **open = &program.timeouts[op[B]], *timeout;
	int r = wio_timeout_open(&timeout, TICKS(op[A]));
	if (r < 0)
		return r;
	*open = timeout;
	r = wio_timeout_close(timeout, do_all(group, op + HEAD, op[BLOCK]));
	if (*open == timeout)
		*open = NULL;
	return r;
}

int with_scope(wio_group *group, const int *op)
{
	switch (op[CODE]) {
	case GROUP:
		return in_group(op);
	case GROUP_CANCEL:
		if (program.groups[op[A]])
			trace("cancel group", num(wio_group_cancel(program.groups[op[A]])));
		return 0;
	case TIMEOUT:
		return in_timeout(group, op);
	case RESCHEDULE:
		return program.timeouts[op[A]]
		           ? wio_timeout_reschedule(program.timeouts[op[A]],
		                                    op[B] < 0 ? WIO_FOREVER
		                                              : TICKS(now() + op[B]))
		           : 0;
	default:
		return 1;
	}
}
