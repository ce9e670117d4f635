// SPDX-License-Identifier: MIT
// Scenario: the task that waits and the one it waits for are cancelled in the same iteration: one CancelledError each.
// Clauses: C2
#include "scenario.h"

static int inner(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		trace("inner", num(wio_task_cancelling(wio_current_task())));
	return r;
}

static int outer(void *task)
{
	int r = wio_await((wio_task *)task, NULL);
	if (r == WIO_ECANCELED)
		trace("outer", num(wio_task_cancelling(wio_current_task())));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *first, *second;
	wio_create_task(&first, inner, NULL, NULL);
	wio_create_task(&second, outer, first, NULL);
	wio_sleep(TICKS(1));
	trace("asked", num(wio_task_cancel(first, NULL)));
	trace("asked", num(wio_task_cancel(second, NULL)));
	if (wio_await(second, NULL) == WIO_ECANCELED)
		trace("main");
	wio_task_release(second);
	wio_task_release(first);
	return 0;
}

SCENARIO(cancel_inner_and_outer)
{
	run(program, NULL);
}
