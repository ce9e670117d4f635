// SPDX-License-Identifier: MIT
// Scenario: the exception handler runs in the context of the callback that failed.
// Clauses: C8 futures2
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

static int failing(void *unused)
{
	(void)unused;
	var_set(var, 2);
	return VALUE_ERROR;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_loop_set_exception_handler(loop, handler, NULL);
	var_set(var, 1);
	wio_loop_call_soon(loop, failing, NULL, NULL, NULL);
	var_set(var, 3);
	wio_yield();
	return 0;
}

SCENARIO(ctx_handler)
{
	var = variable("var");
	run(program, NULL);
	wio_contextvar_release(var);
}
