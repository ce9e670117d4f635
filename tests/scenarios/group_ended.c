// SPDX-License-Identifier: MIT
// Scenario: a child cancels its group: its siblings and the body are cancelled, and the group is left without an error.
// Clauses: C3 cancel, E6.8
#include "scenario.h"

static int waits(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	trace("child is cancelled");
	return r;
}

static int ends(void *group)
{
	int r = wio_sleep(TICKS(1));
	if (r < 0)
		return r;
	trace("asked", num(wio_group_cancel(group)));
	trace("asked again", num(wio_group_cancel(group)));
	r = wio_yield();
	if (r == 0)
		trace("never");
	return r;
}

static int cancelling(void)
{
	return wio_task_cancelling(wio_current_task());
}

static int one(bool with_body)
{
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = wio_group_create_task(group, NULL, waits, NULL, NULL);
	if (r == 0)
		r = wio_group_create_task(group, NULL, ends, group, NULL);
	if (r == 0 && with_body) {
		r = wio_sleep(TICKS(50));
		trace("body", num(cancelling()));
	}
	r = wio_group_close(group, r);
	if (r == 0)
		trace("left", num(now()), num(cancelling()));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	int r = one(true);
	if (r == 0)
		r = one(false);
	return r < 0 ? r : wio_sleep(TICKS(1));
}

SCENARIO(group_ended)
{
	run(program, NULL);
}
