// SPDX-License-Identifier: MIT
// Scenario: a child has a copy of its creator's context as it was then; neither sees the other's changes.
// Clauses: A.CTX.4
#include "scenario.h"

static wio_contextvar *var;

static int child(void *unused)
{
	(void)unused;
	trace("child has", num(var_get(var)));
	var_set(var, 5);
	wio_yield();
	trace("child keeps", num(var_get(var)));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	var_set(var, 1);
	wio_task *task;
	wio_create_task(&task, child, NULL, NULL);
	var_set(var, 2);
	wio_yield();
	trace("main keeps", num(var_get(var)));
	wio_await(task, NULL);
	trace("main still", num(var_get(var)));
	wio_task_release(task);
	return 0;
}

SCENARIO(ctx_child)
{
	var = variable("var");
	run(program, NULL);
	wio_contextvar_release(var);
}
