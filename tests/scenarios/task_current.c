// SPDX-License-Identifier: MIT
// Scenario: the current task is the one whose step runs; in a callback there is none.
// Clauses: C2 introspection
#include "scenario.h"

static int callback(void *unused)
{
	(void)unused;
	trace("in a callback", num(wio_current_task() == NULL));
	return 0;
}

static int child(void *unused)
{
	(void)unused;
	trace("child", wio_task_name(wio_current_task()));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop_call_soon(wio_get_running_loop(), callback, NULL, NULL, NULL);
	wio_task *task;
	int r = wio_create_task(&task, child, NULL, NULL);
	if (r < 0)
		return r;
	wio_await(task, NULL);
	wio_task_release(task);
	trace("main", wio_task_name(wio_current_task()));
	return 0;
}

SCENARIO(task_current)
{
	run(program, NULL);
}
