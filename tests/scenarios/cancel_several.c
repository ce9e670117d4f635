// SPDX-License-Identifier: MIT
// Scenario: several cancels before the first is delivered: one CancelledError with the last message; all are counted.
// Clauses: E4, C2
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_yield();
	if (r == 0)
		r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED) {
		trace("message", wio_error_message(wio_last_error()));
		trace("requests", num(wio_task_cancelling(wio_current_task())));
	}
	r = wio_sleep(TICKS(1));
	if (r < 0)
		return r;
	trace("no second one");
	return 2;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, child, NULL, NULL);
	wio_yield();
	wio_task_cancel(task, "one");
	wio_task_cancel(task, "two");
	wio_task_cancel(task, "three");
	trace("result", exc(wio_await(task, NULL)));
	wio_task_release(task);
	return 0;
}

SCENARIO(cancel_several)
{
	run(program, NULL);
}
