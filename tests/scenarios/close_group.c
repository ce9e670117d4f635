// SPDX-License-Identifier: MIT
// Scenario: a leftover task with an open group: its children are cancelled once, and awaited.
// Clauses: A.CLOSE.2, E4, E6
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		trace("child is cancelled");
	return r;
}

static int leftover(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	wio_group_create_task(group, NULL, child, NULL, NULL);
	return wio_group_close(group, 0);
}

static int program(void *unused)
{
	(void)unused;
	spawn(leftover, NULL, NULL);
	wio_sleep(TICKS(1));
	return 0;
}

SCENARIO(close_group)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
