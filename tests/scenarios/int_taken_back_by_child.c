// SPDX-License-Identifier: MIT
// Scenario: main waits for a task that is interrupted in its own code and takes the cancel back, in two runs.
// Clauses: A.INT.6, A.INT.28
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = interrupt(NULL);
	if (r < 0)
		return r;
	trace("left", num(wio_task_uncancel(wio_current_task())));
	r = wio_sleep(TICKS(3));
	return r < 0 ? r : 5;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, child, NULL, NULL);
	int r = wio_await(task, NULL);
	wio_task_release(task);
	trace("requests", num(wio_task_cancelling(wio_current_task())));
	return r;
}

SCENARIO(int_taken_back_by_child)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
