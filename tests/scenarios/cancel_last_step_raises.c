// SPDX-License-Identifier: MIT
// Scenario: a task cancelled in its last step, which raises: the error is its end.
// Clauses: C2 cancel in the last step
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_yield();
	if (r < 0)
		return r;
	wio_task_cancel(wio_current_task(), NULL);
	return VALUE_ERROR;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, child, NULL, NULL);
	if (wio_await(task, NULL) == VALUE_ERROR)
		trace("its error");
	trace("cancelled", num(wio_task_cancelled(task)));
	wio_task_release(task);
	return 0;
}

SCENARIO(cancel_last_step_raises)
{
	run(program, NULL);
}
