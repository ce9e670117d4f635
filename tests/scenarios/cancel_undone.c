// SPDX-License-Identifier: MIT
// Scenario: cancel and uncancel before delivery, on a task in the ready queue: it never sees it.
// Clauses: E4, C2
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_yield();
	if (r < 0)
		return r;
	trace("requests", num(wio_task_cancelling(wio_current_task())));
	r = wio_yield();
	return r < 0 ? r : 3;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, child, NULL, NULL);
	wio_yield();
	trace("asked", num(wio_task_cancel(task, NULL)));
	trace("left", num(wio_task_uncancel(task)));
	trace("result", exc(wio_await(task, NULL)));
	wio_task_release(task);
	return 0;
}

SCENARIO(cancel_undone)
{
	run(program, NULL);
}
