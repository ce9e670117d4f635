// SPDX-License-Identifier: MIT
// Scenario: an eager child cancels its group before it belongs to that: it is cancelled, too.
// Clauses: C2 eager, C3 cancel, E6.8
#include "scenario.h"

static int child(void *group)
{
	trace("asked", num(wio_group_cancel(group)));
	int r = wio_sleep(TICKS(50));
	trace("child is cancelled", num(now()));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_group *group;
	wio_task *task = NULL;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = wio_group_create_task(group, &task, child, group,
	                          &(wio_task_options){.eager_start = WIO_START_EAGER});
	if (task)
		trace("made", num(wio_task_done(task)),
		      num(wio_task_cancelling(wio_current_task())));
	r = wio_group_close(group, r);
	if (r == 0)
		trace("left", num(now()), num(wio_task_cancelled(task)));
	wio_task_release(task);
	return r;
}

SCENARIO(group_ended_eagerly)
{
	run(program, NULL);
}
