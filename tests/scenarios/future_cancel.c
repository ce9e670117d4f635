// SPDX-License-Identifier: MIT
// Scenario: cancelling a future ends the task that awaits it with CancelledError, without a request.
// Clauses: C8 futures, E2.1
#include "scenario.h"

static int child(void *arg)
{
	wio_future *waited = arg;
	int r = wio_await(waited, NULL);
	if (r == WIO_ECANCELED) {
		trace("message", wio_error_message(wio_last_error()));
		trace("requests", num(wio_task_cancelling(wio_current_task())));
	}
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_future *waited;
	wio_future_new(&waited, NULL);
	wio_task *task;
	wio_create_task(&task, child, waited, NULL);
	wio_sleep(TICKS(1));
	trace("cancel", num(wio_future_cancel(waited, "gone")));
	int r = wio_await(task, NULL);
	if (r == WIO_ECANCELED)
		trace("task cancelled", num(wio_task_cancelled(task)));
	wio_task_release(task);
	wio_future_release(waited);
	return 0;
}

SCENARIO(future_cancel)
{
	run(program, NULL);
}
