// SPDX-License-Identifier: MIT
// Scenario: a task waits for a future that nobody else holds, and nobody holds the task.
// Clauses: E10
// Deviation: F16 — the loop holds its tasks until they are done: it stays, and close() cancels it.
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	wio_future *nothing;
	int r = wio_future_new(&nothing, NULL);
	if (r < 0)
		return r;
	r = wio_await(nothing, NULL);
	wio_future_release(nothing);
	return r;
}

static int program(void *unused)
{
	(void)unused;
	spawn(child, NULL, NULL);
	wio_sleep(TICKS(1));
	trace("collected"); /* C has no collector to call */
	wio_sleep(TICKS(1));
	return 0;
}

SCENARIO(task_weakly_held)
{
	run(program, NULL);
}
