// SPDX-License-Identifier: MIT
// Scenario: an exception handler that raises KeyboardInterrupt ends the run.
// Clauses: C8, A.RUN.13
#include "scenario.h"

static int handler(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)unused;
	trace("told", exc(report->code));
	return WIO_EINTERRUPTED;
}

static int failing(void *unused)
{
	(void)unused;
	return VALUE_ERROR;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_loop_set_exception_handler(loop, handler, NULL);
	wio_loop_call_soon(loop, failing, NULL, NULL, NULL);
	int r = wio_sleep(TICKS(3));
	if (r == WIO_ECANCELED)
		trace("cancelled by close");
	return r;
}

SCENARIO(loop_handler_interrupts)
{
	run(program, NULL);
}
