// SPDX-License-Identifier: MIT
// Scenario: a cancel from outside while the timed out body cleans up: CancelledError, not TimeoutError.
// Clauses: C4 cancel during
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, TICKS(2));
	if (r < 0)
		return r;
	r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED) {
		trace("cleanup");
		r = wio_sleep(TICKS(20));
	}
	r = wio_timeout_close(limit, r);
	if (r == WIO_ECANCELED)
		trace("cancelled", num(wio_task_cancelling(wio_current_task())));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = wio_create_task(&task, child, NULL, NULL);
	if (r < 0)
		return r;
	wio_sleep(TICKS(5));
	wio_task_cancel(task, NULL);
	r = wio_await(task, NULL);
	if (r == WIO_ECANCELED)
		trace("main", num(now()));
	wio_task_release(task);
	return 0;
}

SCENARIO(timeout_cancel_during)
{
	run(program, NULL);
}
