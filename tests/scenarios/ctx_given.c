// SPDX-License-Identifier: MIT
// Scenario: run(context=) runs main in that very context; other runs do not see it.
// Clauses: A.CTX.3
#include "scenario.h"

static wio_contextvar *var;

static int setting(void *value)
{
	trace("before", num(var_get(var)));
	var_set(var, *(int *)value);
	return 0;
}

static int looking(void *unused)
{
	(void)unused;
	trace("own context", num(var_get(var)));
	return 0;
}

SCENARIO(ctx_given)
{
	var = variable("var");
	wio_context *context;
	wio_context_copy(&context, NULL);
	const wio_task_options in_context = {.context = context};
	wio_runner *r = runner();
	wio_runner_run(r, setting, &(int){1}, NULL);
	wio_runner_run(r, setting, &(int){2}, &in_context);
	trace("in the context", num(var_in(context, var)));
	wio_runner_run(r, looking, NULL, NULL);
	wio_runner_run(r, setting, &(int){3}, &in_context);
	close_runner(r);
	wio_context_release(context);
	wio_contextvar_release(var);
}
