// SPDX-License-Identifier: MIT
// Scenario: the runner's context is copied when its loop is made: later changes outside are not seen.
// Clauses: A.CTX.1
#include "scenario.h"

static wio_contextvar *var;

static int program(void *unused)
{
	(void)unused;
	trace("inside", num(var_get(var)));
	return 0;
}

SCENARIO(ctx_init_time)
{
	var = variable("var");
	wio_token *unset;
	wio_contextvar_set(var, (void *)(intptr_t)1, &unset);
	wio_runner *r = runner();
	var_set(var, 2);
	wio_loop *loop;
	wio_runner_get_loop(r, &loop);
	var_set(var, 3);
	wio_runner_run(r, program, NULL, NULL);
	trace("outside", num(var_get(var)));
	close_runner(r);
	/* The thread's own context stays, and would keep it. */
	wio_contextvar_reset(var, unset);
	wio_token_release(unset);
	wio_contextvar_release(var);
}
