// SPDX-License-Identifier: MIT
// Scenario: what is set in Context.run stays in that context, also when it fails; an entered one is refused.
// Clauses: C1 run
#include "scenario.h"

static wio_contextvar *var;

static int setting(void *value)
{
	trace("finds", num(var_get(var)));
	var_set(var, *(int *)value);
	return *(int *)value;
}

static int failing(void *unused)
{
	(void)unused;
	var_set(var, 9);
	return VALUE_ERROR;
}

static int again(void *context)
{
	int r = wio_context_run(context, setting, &(int){3});
	trace("entered", num(r == WIO_EENTERED));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_context *context;
	wio_context_copy(&context, NULL);
	trace("result", exc(wio_context_run(context, setting, &(int){1})));
	trace("result", exc(wio_context_run(context, setting, &(int){2})));
	wio_context_run(context, again, context);
	trace("error", exc(wio_context_run(context, failing, NULL)));
	trace("kept", num(var_in(context, var)));
	trace("main", num(var_get(var)));
	wio_context_release(context);
	return 0;
}

SCENARIO(ctx_run)
{
	var = variable("var");
	run(program, NULL);
	wio_contextvar_release(var);
}
