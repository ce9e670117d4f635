// SPDX-License-Identifier: MIT
// Scenario: no value is an error; the variable's default helps, the caller's default wins.
// Clauses: C1 get
#include "scenario.h"

static wio_contextvar *bare;
static wio_contextvar *var;

static long long get_or(const wio_contextvar *v, intptr_t fallback)
{
	return (intptr_t)wio_contextvar_get_or(v, (void *)fallback);
}

static int program(void *unused)
{
	(void)unused;
	void *value;
	trace("no value", exc(wio_contextvar_get(bare, &value)));
	trace("caller's default", num(get_or(bare, 2)));
	wio_contextvar_get(var, &value);
	trace("default", num((intptr_t)value));
	trace("caller's default wins", num(get_or(var, 3)));
	var_set(var, 4);
	trace("the value wins", num(get_or(var, 5)));
	wio_token *token;
	wio_contextvar_set(bare, (void *)(intptr_t)6, &token);
	wio_contextvar_reset(bare, token);
	wio_token_release(token);
	trace("no value again", exc(wio_contextvar_get(bare, &value)));
	return 0;
}

SCENARIO(ctx_default)
{
	const wio_contextvar_options one = {
		.has_default = true,
		.default_value = (void *)(intptr_t)1,
	};
	wio_contextvar_new(&bare, "bare", NULL);
	wio_contextvar_new(&var, "var", &one);
	run(program, NULL);
	wio_contextvar_release(var);
	wio_contextvar_release(bare);
}
