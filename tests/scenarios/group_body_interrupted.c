// SPDX-License-Identifier: MIT
// Scenario: the body raises KeyboardInterrupt: bare, when all children are done.
// Clauses: C3 20, E6.4
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	int cleanup = wio_sleep(TICKS(2));
	if (cleanup < 0)
		return cleanup;
	trace("child has cleaned up");
	return r;
}

static int body(wio_group *group)
{
	wio_group_create_task(group, NULL, child, NULL, NULL);
	int r = wio_sleep(TICKS(1));
	return r < 0 ? r : WIO_EINTERRUPTED;
}

static int program(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	return wio_group_close(group, body(group));
}

SCENARIO(group_body_interrupted)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
