// SPDX-License-Identifier: MIT
// Scenario: a copy of a context is independent of it; an empty one has nothing.
// Clauses: C1 copy
#include "scenario.h"

static wio_contextvar *var;

static int setting(void *value)
{
	var_set(var, *(int *)value);
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_context *empty, *copy;
	wio_context_new(&empty);
	trace("size", num((long long)wio_context_size(empty)));
	void *value;
	int r = wio_context_get(empty, var, &value);
	trace("missing", num(r == WIO_ELOOKUP));
	wio_context_run(empty, setting, &(int){1});
	wio_context_copy(&copy, empty);
	wio_context_run(copy, setting, &(int){2});
	trace("original", num(var_in(empty, var)));
	trace("copy", num(var_in(copy, var)));
	trace("size", num((long long)wio_context_size(copy)));
	wio_context_release(copy);
	wio_context_release(empty);
	return 0;
}

SCENARIO(ctx_copy)
{
	var = variable("var");
	run(program, NULL);
	wio_contextvar_release(var);
}
