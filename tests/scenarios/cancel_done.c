// SPDX-License-Identifier: MIT
// Scenario: a cancel of what is done changes nothing, but its error counts as looked at.
// Clauses: C2, E10, C8 never retrieved
#include "scenario.h"

static int failing(void *unused)
{
	(void)unused;
	return WIO_ELOOKUP;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, failing, NULL, NULL);
	wio_yield();
	trace("of a task", num(wio_task_cancel(task, "late")));
	wio_task_release(task);
	wio_future *waited;
	wio_future_new(&waited, NULL);
	wio_future_set_exception(waited, WIO_ELOOKUP, NULL);
	trace("of a future", num(wio_future_cancel(waited, "late")));
	wio_future_release(waited);
	trace("gone");
	return 0;
}

SCENARIO(cancel_done)
{
	run(program, NULL);
}
