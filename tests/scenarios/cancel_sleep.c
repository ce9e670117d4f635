// SPDX-License-Identifier: MIT
// Scenario: cancelling a sleeping task takes its timer away.
// Clauses: E4, C2
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r < 0)
		return r;
	trace("never");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, child, NULL, NULL);
	wio_sleep(TICKS(1));
	wio_task_cancel(task, NULL);
	if (wio_await(task, NULL) == WIO_ECANCELED)
		trace("cancelled", num(now()));
	wio_sleep(TICKS(2));
	trace("no later than", num(now()));
	wio_task_release(task);
	return 0;
}

SCENARIO(cancel_sleep)
{
	run(program, NULL);
}
