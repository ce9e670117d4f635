// SPDX-License-Identifier: MIT
// Scenario: a task tells the exception handler about itself: its context is entered already.
// Clauses: C8 futures2, A.CTX.5
// Deviation: P14 — the handler is called, in that context; CPython's cannot enter it, and the report is lost on it.
#include "scenario.h"

static wio_contextvar *var;

static int handler(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)report;
	(void)unused;
	trace("handler sees", num(var_get(var)));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_loop_set_exception_handler(loop, handler, NULL);
	var_set(var, 1);
	const wio_report report = {.kind = WIO_REPORT_USER,
	                           .task = wio_current_task()};
	wio_loop_call_exception_handler(loop, &report);
	trace("goes on");
	return 0;
}

SCENARIO(ctx_handler_inside)
{
	var = variable("var");
	run(program, NULL);
	wio_contextvar_release(var);
}
