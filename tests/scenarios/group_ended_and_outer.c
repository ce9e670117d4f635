// SPDX-License-Identifier: MIT
// Scenario: who waits for a group that was cancelled is cancelled from outside as well, or runs out of time: that is not lost.
// Clauses: C3 cancel, E6.8
#include "scenario.h"

static int cleans_up(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	int cleanup = wio_sleep(TICKS(3));
	if (cleanup < 0)
		return cleanup;
	trace("child has cleaned up");
	return r;
}

static int ends(void *group)
{
	wio_group_cancel(group);
	return 0;
}

static int parent(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = wio_group_create_task(group, NULL, cleans_up, NULL, NULL);
	if (r == 0)
		r = wio_group_create_task(group, NULL, ends, group, NULL);
	r = wio_group_close(group, r);
	if (r == 0)
		trace("never");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = wio_create_task(&task, parent, NULL, NULL);
	if (r < 0)
		return r;
	r = wio_sleep(TICKS(1));
	trace("asked", num(wio_task_cancel(task, NULL)));
	if (r == 0 && (r = wio_await(task, NULL)) == WIO_ECANCELED) {
		trace("cancelled", num(now()));
		r = 0;
	}
	wio_task_release(task);
	if (r < 0)
		return r;
	wio_timeout *limit;
	r = wio_timeout_open(&limit, TICKS(2));
	if (r < 0)
		return r;
	r = wio_timeout_close(limit, parent(NULL));
	if (r == WIO_ETIMEDOUT)
		trace("timed out", num(now()));
	return r == WIO_ETIMEDOUT ? 0 : r;
}

SCENARIO(group_ended_and_outer)
{
	run(program, NULL);
}
