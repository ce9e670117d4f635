// SPDX-License-Identifier: MIT
// Scenario: tasks made with a context run in it, also several in the same one.
// Clauses: A.CTX.3, C2 contexts
#include "scenario.h"

static wio_contextvar *var;

static int child(void *value)
{
	trace("child finds", num(var_get(var)));
	var_set(var, *(int *)value);
	int r = wio_sleep(TICKS(1));
	if (r < 0)
		return r;
	trace("child finds again", num(var_get(var)));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_context *context;
	wio_context_copy(&context, NULL);
	const wio_task_options in_context = {.context = context};
	wio_task *first, *second;
	wio_create_task(&first, child, digit(1), &in_context);
	wio_create_task(&second, child, digit(2), &in_context);
	wio_await(first, NULL);
	wio_await(second, NULL);
	trace("context", num(var_in(context, var)));
	trace("main", num(var_get(var)));
	wio_task_release(second);
	wio_task_release(first);
	wio_context_release(context);
	return 0;
}

SCENARIO(ctx_task_given)
{
	var = variable("var");
	run(program, NULL);
	wio_contextvar_release(var);
}
