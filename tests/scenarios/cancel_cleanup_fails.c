// SPDX-License-Identifier: MIT
// Scenario: a task that fails in its cleanup ends with that error, which has the CancelledError as its context.
// Clauses: C2
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		return wio_raise(WIO_ELOOKUP, "lost while cleaning up");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, child, NULL, NULL);
	wio_sleep(TICKS(1));
	wio_task_cancel(task, NULL);
	int r = wio_await(task, NULL);
	if (r == WIO_ELOOKUP) {
		const wio_error *error = wio_last_error();
		trace("error", exc(wio_error_code(error)));
		trace("context", exc(wio_error_code(wio_error_context(error))));
	}
	wio_task_release(task);
	return 0;
}

SCENARIO(cancel_cleanup_fails)
{
	run(program, NULL);
}
