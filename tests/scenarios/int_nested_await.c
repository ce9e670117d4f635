// SPDX-License-Identifier: MIT
// Scenario: an interrupt goes through main's wait for a task into what that task waits for.
// Clauses: A.INT.8, E4
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(20));
	if (r == WIO_ECANCELED)
		trace("child is cancelled first");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = wio_create_task(&task, child, NULL, NULL);
	if (r < 0)
		return r;
	r = wio_await(task, NULL);
	wio_task_release(task);
	if (r == WIO_ECANCELED)
		trace("then main");
	return r;
}

SCENARIO(int_nested_await)
{
	at(3, interrupt, NULL);
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
