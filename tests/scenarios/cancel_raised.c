// SPDX-License-Identifier: MIT
// Scenario: a task that raises CancelledError itself is cancelled, without a request.
// Clauses: C2
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(1));
	return r < 0 ? r : WIO_ECANCELED;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, child, NULL, NULL);
	if (wio_await(task, NULL) == WIO_ECANCELED)
		trace("requests", num(wio_task_cancelling(task)));
	trace("cancelled", num(wio_task_cancelled(task)));
	wio_task_release(task);
	return 0;
}

SCENARIO(cancel_raised)
{
	run(program, NULL);
}
