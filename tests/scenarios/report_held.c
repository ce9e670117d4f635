// SPDX-License-Identifier: MIT
// Scenario: a failed task that is held is reported when it is let go, not before.
// Clauses: E10, C8 never retrieved
#include "scenario.h"

static int failing(void *unused)
{
	(void)unused;
	return WIO_ELOOKUP;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = wio_create_task(&task, failing, NULL, NULL);
	if (r < 0)
		return r;
	wio_sleep(TICKS(3));
	trace("letting it go");
	wio_task_release(task);
	trace("gone");
	return 0;
}

SCENARIO(report_held)
{
	run(program, NULL);
}
