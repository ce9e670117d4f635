// SPDX-License-Identifier: MIT
// Scenario: the cleanup of one that was dropped runs in a copy of the context of then, not in that of its first item.
// Clauses: A.AGEN.2
#include "scenario.h"

static wio_contextvar *var;

static int numbers(void *unused)
{
	(void)unused;
	var_set(var, 1);
	int r = give(1);
	trace("cleanup", num(var_get(var)));
	var_set(var, 9);
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_generator *items = begun(numbers, NULL);
	trace("main", num(var_get(var)));
	var_set(var, 2);
	wio_generator_release(items);
	var_set(var, 3);
	wio_sleep(TICKS(1));
	trace("main", num(var_get(var)));
	return 0;
}

SCENARIO(gen_dropped_context)
{
	var = variable("var");
	run(program, NULL);
	wio_contextvar_release(var);
}
