// SPDX-License-Identifier: MIT
// Scenario: a task's done-callback runs one iteration after its end, like a waiter.
// Clauses: E2.3, E3
#include "scenario.h"

static int callback(wio_future *task, void *unused)
{
	(void)unused;
	trace("callback", exc(wio_future_result(task)));
	return 0;
}

static int child(void *unused)
{
	(void)unused;
	trace("child ends");
	return 4;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = wio_create_task(&task, child, NULL, NULL);
	if (r < 0)
		return r;
	wio_future_add_done_callback(wio_task_future(task), callback, NULL, NULL);
	trace("result", exc(wio_await(task, NULL)));
	wio_task_release(task);
	return 0;
}

SCENARIO(task_callback)
{
	run(program, NULL);
}
