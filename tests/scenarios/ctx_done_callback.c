// SPDX-License-Identifier: MIT
// Scenario: a done-callback runs in a copy of the context of its registration, not in that of who completes.
// Clauses: A.CTX.4, E2.1
#include "scenario.h"

static wio_contextvar *var;

static int callback(wio_future *waited, void *unused)
{
	(void)waited;
	(void)unused;
	trace("callback sees", num(var_get(var)));
	return 0;
}

static int completing(void *waited)
{
	var_set(var, 7);
	wio_future_set_result(waited, 1);
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_future *waited;
	wio_future_new(&waited, NULL);
	var_set(var, 1);
	wio_future_add_done_callback(waited, callback, NULL, NULL);
	var_set(var, 2);
	spawn(completing, waited, NULL);
	trace("result", exc(wio_await(waited, NULL)));
	wio_yield();
	wio_future_release(waited);
	return 0;
}

SCENARIO(ctx_done_callback)
{
	var = variable("var");
	run(program, NULL);
	wio_contextvar_release(var);
}
