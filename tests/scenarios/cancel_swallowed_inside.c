// SPDX-License-Identifier: MIT
// Scenario: the task awaited swallows the cancel that reached it through its waiter: the waiter goes on with its value.
// Clauses: C2, E4
#include "scenario.h"

static int inner(void *unused)
{
	(void)unused;
	if (wio_sleep(TICKS(50)) == WIO_ECANCELED)
		trace("swallowed");
	return 8;
}

static int outer(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, inner, NULL, NULL);
	int r = wio_await(task, NULL);
	wio_task_release(task);
	if (r < 0)
		return r;
	trace("value", num(r));
	trace("requests", num(wio_task_cancelling(wio_current_task())));
	return 1;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, outer, NULL, NULL);
	wio_sleep(TICKS(1));
	wio_task_cancel(task, NULL);
	trace("result", exc(wio_await(task, NULL)));
	wio_task_release(task);
	return 0;
}

SCENARIO(cancel_swallowed_inside)
{
	run(program, NULL);
}
