// SPDX-License-Identifier: MIT
// Scenario: an exception handler that fails itself is reported by the default one.
// Clauses: C8 broken custom handler
#include "scenario.h"

static int handler(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)unused;
	trace("told", exc(report->code));
	return WIO_ELOOKUP;
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
	wio_yield();
	trace("goes on");
	return 0;
}

SCENARIO(loop_handler_fails)
{
	run(program, NULL);
}
