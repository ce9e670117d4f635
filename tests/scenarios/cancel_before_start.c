// SPDX-License-Identifier: MIT
// Scenario: a task cancelled before its first step never runs its body.
// Clauses: E4, C2 cancel before start
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	trace("never");
	return 1;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, child, NULL, NULL);
	trace("accepted", num(wio_task_cancel(task, "not today")));
	int r = wio_await(task, NULL);
	if (r == WIO_ECANCELED)
		trace("message", wio_error_message(wio_last_error()));
	trace("done", num(wio_task_done(task)));
	trace("cancelled", num(wio_task_cancelled(task)));
	trace("again", num(wio_task_cancel(task, NULL)));
	wio_task_release(task);
	return 0;
}

SCENARIO(cancel_before_start)
{
	run(program, NULL);
}
