// SPDX-License-Identifier: MIT
// Scenario: a token puts back what was before its set, once, and only in its own context and variable.
// Clauses: C1 reset
#include "scenario.h"

static wio_contextvar *var;
static wio_contextvar *other;

static wio_token *set(int value)
{
	wio_token *token;
	wio_contextvar_set(var, (void *)(intptr_t)value, &token);
	return token;
}

static int elsewhere(void *token)
{
	int r = wio_contextvar_reset(var, token);
	trace("other context", num(r == WIO_EINVAL));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_token *first = set(1);
	wio_token *second = set(2);
	wio_contextvar_reset(var, second);
	trace("after one reset", num(var_get(var)));
	trace("used", num(wio_contextvar_reset(var, second) == WIO_ESTATE));
	int r = wio_contextvar_reset(other, first);
	trace("other variable", num(r == WIO_EINVAL));
	wio_context *copy;
	wio_context_copy(&copy, NULL);
	wio_context_run(copy, elsewhere, first);
	wio_context_release(copy);
	wio_contextvar_reset(var, first);
	trace("after both", num(var_get(var)));
	wio_token *third = set(3);
	var_set(var, 4);
	wio_contextvar_reset(var, third);
	trace("past a later set", num(var_get(var)));
	wio_token_release(third);
	wio_token_release(second);
	wio_token_release(first);
	return 0;
}

SCENARIO(ctx_reset)
{
	var = variable("var");
	other = variable("other");
	run(program, NULL);
	wio_contextvar_release(other);
	wio_contextvar_release(var);
}
