// SPDX-License-Identifier: MIT
// Scenario: a cancel without an interrupt comes out as CancelledError with its message.
// Clauses: A.INT.21
#include "scenario.h"

static int cancel(void *arg)
{
	wio_task *task = arg;
	wio_task_cancel(task, "enough");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop_call_soon(wio_get_running_loop(), cancel, wio_current_task(), NULL,
	                   NULL);
	return wio_sleep(TICKS(9));
}

SCENARIO(int_plain_cancel)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	trace("message", wio_error_message(wio_last_error()));
	close_runner(r);
}
