// SPDX-License-Identifier: MIT
// Scenario: main awaits the child that raises KeyboardInterrupt: run() has it at once, main when the loop runs again.
// Clauses: A.RUN.13, A.RUN.14
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	wio_sleep(TICKS(1));
	return WIO_EINTERRUPTED;
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
	if (r != WIO_EINTERRUPTED)
		return r;
	trace("main has it too", exc(r));
	return 0;
}

static int second(void *unused)
{
	(void)unused;
	trace("second main");
	return 0;
}

SCENARIO(run_child_interrupted_awaited)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	wio_runner_run(r, second, NULL, NULL);
	close_runner(r);
}
