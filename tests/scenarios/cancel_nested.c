// SPDX-License-Identifier: MIT
// Scenario: cancelling the outermost of nested tasks: the innermost sees it first, then one iteration per level.
// Clauses: E4
#include "scenario.h"

static int depths[] = {0, 1, 2, 3};

static int child(void *arg)
{
	int *depth = arg;
	int r;
	if (*depth) {
		wio_task *task;
		wio_create_task(&task, child, depth - 1, NULL);
		r = wio_await(task, NULL);
		wio_task_release(task);
	} else {
		r = wio_sleep(TICKS(50));
	}
	if (r == WIO_ECANCELED)
		trace("depth", num(*depth));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, child, &depths[3], NULL);
	wio_sleep(TICKS(1));
	trace("asked", num(wio_task_cancel(task, NULL)));
	if (wio_await(task, NULL) == WIO_ECANCELED)
		trace("main");
	wio_task_release(task);
	return 0;
}

SCENARIO(cancel_nested)
{
	run(program, NULL);
}
