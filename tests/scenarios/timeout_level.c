// SPDX-License-Identifier: MIT
// Scenario: a cancel swallowed before the timeout does not disturb it.
// Clauses: C4 cancelling at entry, E8.3
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	wio_task *self = wio_current_task();
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		trace("swallowed", num(wio_task_cancelling(self)));
	wio_timeout *limit;
	r = wio_timeout_open(&limit, TICKS(2));
	if (r < 0)
		return r;
	r = wio_timeout_close(limit, wio_sleep(TICKS(50)));
	if (r == WIO_ETIMEDOUT)
		trace("fired", num(wio_task_cancelling(self)));
	else if (r < 0)
		return r;
	r = wio_sleep(TICKS(1));
	return r < 0 ? r : 3;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = wio_create_task(&task, child, NULL, NULL);
	if (r < 0)
		return r;
	wio_sleep(TICKS(1));
	wio_task_cancel(task, NULL);
	trace("result", exc(wio_await(task, NULL)));
	wio_task_release(task);
	return 0;
}

SCENARIO(timeout_level)
{
	run(program, NULL);
}
