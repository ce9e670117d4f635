// SPDX-License-Identifier: MIT
// Scenario: a task ends, its waiter goes on in the next iteration.
// Clauses: E3
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	wio_yield();
	trace("child ends");
	return 1;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = wio_create_task(&task, child, NULL, NULL);
	if (r < 0)
		return r;
	trace("got", exc(wio_await(task, NULL)));
	wio_task_release(task);
	return 0;
}

SCENARIO(latency_task)
{
	run(program, NULL);
}
