// SPDX-License-Identifier: MIT
// Scenario: a task awaits itself: it is told so in its next step, unless it is cancelled meanwhile.
// Clauses: C2, E3
#include "scenario.h"

static int itself(void *unused)
{
	(void)unused;
	int r = wio_await(wio_current_task(), NULL);
	if (r == WIO_EINVAL)
		trace("refused");
	else if (r == WIO_ECANCELED)
		trace("cancelled", why(wio_last_error()));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, itself, NULL, NULL);
	wio_await(task, NULL);
	wio_task_release(task);
	int r = wio_create_task(&task, itself, NULL, NULL);
	if (r < 0)
		return r;
	wio_yield();
	wio_task_cancel(task, "one");
	wio_task_cancel(task, "two");
	wio_task_release(task);
	wio_sleep(TICKS(1));
	return 0;
}

SCENARIO(await_itself)
{
	run(program, NULL);
}
