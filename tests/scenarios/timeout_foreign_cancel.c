// SPDX-License-Identifier: MIT
// Scenario: a cancel from outside before the deadline stays a CancelledError.
// Clauses: C4 foreign CancelledError
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, TICKS(9));
	if (r < 0)
		return r;
	r = wio_sleep(TICKS(50));
	const bool expired = wio_timeout_expired(limit);
	r = wio_timeout_close(limit, r);
	if (r == WIO_ECANCELED)
		trace("cancelled", num(expired));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = wio_create_task(&task, child, NULL, NULL);
	if (r < 0)
		return r;
	wio_sleep(TICKS(2));
	wio_task_cancel(task, NULL);
	r = wio_await(task, NULL);
	if (r == WIO_ECANCELED)
		trace("main");
	wio_task_release(task);
	return 0;
}

SCENARIO(timeout_foreign_cancel)
{
	run(program, NULL);
}
