// SPDX-License-Identifier: MIT
// Scenario: what main sets is seen by the next run of the same runner, not by the caller.
// Clauses: A.CTX.2, B23
#include "scenario.h"

static wio_contextvar *var;

static int setting(void *unused)
{
	(void)unused;
	trace("before", num(var_get(var)));
	var_set(var, 5);
	return 0;
}

static int getting(void *unused)
{
	(void)unused;
	trace("after", num(var_get(var)));
	return 0;
}

SCENARIO(ctx_keeps)
{
	var = variable("var");
	wio_runner *r = runner();
	wio_runner_run(r, setting, NULL, NULL);
	wio_runner_run(r, getting, NULL, NULL);
	close_runner(r);
	trace("caller", num(var_get(var)));
	wio_contextvar_release(var);
}
