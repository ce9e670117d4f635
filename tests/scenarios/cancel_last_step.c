// SPDX-License-Identifier: MIT
// Scenario: a task cancelled in its last step: it ends cancelled although it returned, and its result is lost.
// Clauses: C2 cancel in the last step
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_yield();
	if (r < 0)
		return r;
	wio_task_cancel(wio_current_task(), "too late");
	return 5;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, child, NULL, NULL);
	int r = wio_await(task, NULL);
	if (r == WIO_ECANCELED)
		trace("message", wio_error_message(wio_last_error()));
	else
		trace("never", exc(r));
	trace("cancelled", num(wio_task_cancelled(task)));
	wio_task_release(task);
	return 0;
}

SCENARIO(cancel_last_step)
{
	run(program, NULL);
}
