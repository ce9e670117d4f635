// SPDX-License-Identifier: MIT
// Scenario: leftover tasks that wait for each other end from the inside out.
// Clauses: A.CLOSE.2, E4
#include "scenario.h"

static int inner(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		trace("inner is cancelled");
	return r;
}

static int outer(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, inner, NULL, NULL);
	int r = wio_await(task, NULL);
	if (r == WIO_ECANCELED)
		trace("outer is cancelled");
	wio_task_release(task);
	return r;
}

static int program(void *unused)
{
	(void)unused;
	spawn(outer, NULL, NULL);
	wio_sleep(TICKS(1));
	return 0;
}

SCENARIO(close_nested)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
