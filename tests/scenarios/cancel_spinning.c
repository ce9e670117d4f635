// SPDX-License-Identifier: MIT
// Scenario: cancelling a task in the ready queue: CancelledError at its next step.
// Clauses: E4
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int turns = 0;
	int r;
	do {
		turns++;
		r = wio_yield();
	} while (r == 0);
	if (r == WIO_ECANCELED)
		trace("turns", num(turns));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, child, NULL, NULL);
	wio_yield();
	wio_yield();
	wio_task_cancel(task, NULL);
	trace("asked");
	if (wio_await(task, NULL) == WIO_ECANCELED)
		trace("it has ended");
	wio_task_release(task);
	return 0;
}

SCENARIO(cancel_spinning)
{
	run(program, NULL);
}
