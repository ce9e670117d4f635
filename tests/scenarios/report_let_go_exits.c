// SPDX-License-Identifier: MIT
// Scenario: the exception handler exits when it is told of an error that nobody had looked at.
// Clauses: E10, C8 never retrieved, A.RUN.13
// Deviation: P15 — that ends the run as any other exit does; CPython's collector drops it.
#include "scenario.h"

static int handler(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)unused;
	trace("told", exc(report->code));
	return wio_exit(4);
}

static int failing(void *unused)
{
	(void)unused;
	return WIO_ELOOKUP;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop_set_exception_handler(wio_get_running_loop(), handler, NULL);
	spawn(failing, NULL, NULL);
	int r = wio_yield();
	if (r == 0)
		r = wio_yield();
	if (r == 0)
		trace("main goes on");
	return r;
}

SCENARIO(report_let_go_exits)
{
	run(program, NULL);
}
