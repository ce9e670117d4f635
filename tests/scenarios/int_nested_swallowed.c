// SPDX-License-Identifier: MIT
// Scenario: the task that main awaits swallows the interrupt: main goes on with its value.
// Clauses: A.INT.18, E4
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(20));
	if (r == WIO_ECANCELED)
		trace("child swallows it");
	return 3;
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
	if (r < 0)
		return r;
	trace("value", num(r));
	trace("requests", num(wio_task_cancelling(wio_current_task())));
	return wio_sleep(TICKS(1));
}

SCENARIO(int_nested_swallowed)
{
	at(3, interrupt, NULL);
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
