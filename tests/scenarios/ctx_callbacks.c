// SPDX-License-Identifier: MIT
// Scenario: callbacks get a copy of the context at call time, or the very context they are given.
// Clauses: A.CTX.4, E2.1
#include "scenario.h"

static wio_contextvar *var;

static int callback(void *number)
{
	int n = *(int *)number;
	trace("callback", num(n), num(var_get(var)));
	var_set(var, 10 + n);
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	static int numbers[] = {1, 2, 3};
	wio_loop *loop = wio_get_running_loop();
	wio_context *context;
	wio_context_copy(&context, NULL);
	var_set(var, 1);
	wio_loop_call_soon(loop, callback, &numbers[0], NULL, NULL);
	var_set(var, 2);
	wio_loop_call_later(loop, TICKS(1), callback, &numbers[1], NULL, NULL);
	wio_loop_call_soon(loop, callback, &numbers[2],
	                   &(wio_call_options){.context = context}, NULL);
	var_set(var, 3);
	wio_sleep(TICKS(2));
	trace("main keeps", num(var_get(var)));
	trace("given context has", num(var_in(context, var)));
	wio_context_release(context);
	return 0;
}

SCENARIO(ctx_callbacks)
{
	var = variable("var");
	run(program, NULL);
	wio_contextvar_release(var);
}
