// SPDX-License-Identifier: MIT
// Scenario: a task that cancels itself goes on to its next real suspension.
// Clauses: E4
#include "scenario.h"

static void nothing(void)
{
}

static int child(void *unused)
{
	(void)unused;
	wio_task_cancel(wio_current_task(), NULL);
	trace("goes on");
	nothing();
	wio_timeout *timeout;
	int r = wio_timeout_open(&timeout, TICKS(5));
	if (r < 0)
		return r;
	trace("entering a timeout does not suspend");
	wio_timeout_close(timeout, 0);
	wio_future *waited;
	wio_future_new(&waited, NULL);
	r = wio_await(waited, NULL);
	if (r == WIO_ECANCELED)
		trace("future cancelled", num(wio_future_cancelled(waited)));
	wio_future_release(waited);
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, child, NULL, NULL);
	if (wio_await(task, NULL) == WIO_ECANCELED)
		trace("main");
	wio_task_release(task);
	return 0;
}

SCENARIO(cancel_self)
{
	run(program, NULL);
}
