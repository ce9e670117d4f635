// SPDX-License-Identifier: MIT
// Scenario: a task catches its cancel and goes on: it is not cancelled; a second cancel works like the first.
// Clauses: C2 cancel
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	if (wio_sleep(TICKS(50)) == WIO_ECANCELED)
		trace("first is caught");
	if (wio_sleep(TICKS(50)) == WIO_ECANCELED)
		trace("second is caught");
	return 4;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, child, NULL, NULL);
	wio_sleep(TICKS(1));
	wio_task_cancel(task, NULL);
	wio_sleep(TICKS(1));
	trace("done", num(wio_task_done(task)));
	wio_task_cancel(task, NULL);
	trace("result", exc(wio_await(task, NULL)));
	trace("cancelled", num(wio_task_cancelled(task)));
	wio_task_release(task);
	return 0;
}

SCENARIO(cancel_caught)
{
	run(program, NULL);
}
