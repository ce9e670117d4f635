// SPDX-License-Identifier: MIT
// Scenario: a deadline that has passed meets an outer cancel not yet delivered: TimeoutError, the cancel is lost.
// Clauses: E8.4
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	wio_task *self = wio_current_task();
	wio_task_cancel(self, NULL);
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, 0);
	if (r < 0)
		return r;
	r = wio_yield();
	if (r == 0)
		trace("never");
	r = wio_timeout_close(limit, r);
	if (r == WIO_ETIMEDOUT)
		trace("timed out", num(wio_task_cancelling(self)));
	else if (r == WIO_ECANCELED)
		trace("cancelled", num(wio_task_cancelling(self)));
	r = wio_sleep(TICKS(1));
	return r < 0 ? r : 4;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = wio_create_task(&task, child, NULL, NULL);
	if (r < 0)
		return r;
	trace("result", exc(wio_await(task, NULL)));
	wio_task_release(task);
	return 0;
}

SCENARIO(timeout_loses_cancel)
{
	run(program, NULL);
}
