// SPDX-License-Identifier: MIT
#include "input.h"

static wio_contextvar *new_variable(const char *name)
{
	wio_contextvar *var;
	GIVES(wio_contextvar_new(&var, name, NULL), 0);
	return var;
}

CASE(variable_without_a_name)
{
	wio_contextvar *var = (wio_contextvar *)input_junk;
	REFUSED(wio_contextvar_new(&var, NULL, NULL), WIO_EINVAL, "name is NULL");
	CHECK(var == NULL);
	STARVES(wio_contextvar_new(&var, "name", NULL));
	CHECK(var == NULL);
}

CASE(variable_without_a_value)
{
	wio_contextvar *var = new_variable("colour");
	wio_context *context;
	void *value = input_junk;
	REFUSED(wio_contextvar_get(var, &value), WIO_ELOOKUP,
	        "'colour' has no value");
	CHECK(value == NULL);
	CHECK(wio_contextvar_get_or(var, input_junk) == input_junk);
	GIVES(wio_context_new(&context), 0);
	GIVES(wio_context_get(context, var, &value), WIO_ELOOKUP);
	STARVES(wio_contextvar_set(var, input_junk, NULL));
	REFUSED(wio_contextvar_get(var, &value), WIO_ELOOKUP,
	        "'colour' has no value");
	wio_context_release(context);
	wio_contextvar_release(var);
}

static wio_contextvar *var;
static wio_token *token;

static int resets_elsewhere(void *unused)
{
	(void)unused;
	REFUSED(wio_contextvar_reset(var, token), WIO_EINVAL, "another context");
	return 0;
}

CASE(tokens_that_do_not_fit)
{
	wio_contextvar *second = new_variable("second");
	wio_context *context;
	var = new_variable("first");
	GIVES(wio_contextvar_set(var, input_junk, &token), 0);
	REFUSED(wio_contextvar_reset(second, token), WIO_EINVAL,
	        "of 'first', not of 'second'");
	GIVES(wio_context_new(&context), 0);
	GIVES(wio_context_run(context, resets_elsewhere, NULL), 0);
	CHECK(wio_contextvar_get_or(var, NULL) == input_junk);
	GIVES(wio_contextvar_reset(var, token), 0);
	CHECK(wio_contextvar_get_or(var, NULL) == NULL);
	REFUSED(wio_contextvar_reset(var, token), WIO_ESTATE, "used once already");
	wio_token_release(token);
	wio_token_release(NULL);
	/* Putting back takes memory. */
	wio_token *of_second;
	GIVES(wio_contextvar_set(second, input_junk, &of_second), 0);
	GIVES(wio_contextvar_set(var, input_junk, &token), 0);
	STARVES(wio_contextvar_reset(var, token));
	GIVES(wio_contextvar_reset(var, token), 0);
	wio_token_release(token);
	GIVES(wio_contextvar_reset(second, of_second), 0);
	wio_token_release(of_second);
	wio_context_release(context);
	wio_contextvar_release(second);
	wio_contextvar_release(var);
}

CASE(context_that_is_none)
{
	wio_context *junk = (wio_context *)input_junk, *context = junk;
	REFUSED(wio_context_copy(&context, junk), WIO_EINVAL, "not a context");
	CHECK(context == NULL);
	REFUSED(wio_context_run(junk, input_nothing, NULL), WIO_EINVAL,
	        "not a context");
	REFUSED(wio_context_run(NULL, input_nothing, NULL), WIO_EINVAL,
	        "not a context");
	GIVES(wio_context_new(&context), 0);
	REFUSED(wio_context_run(context, NULL, NULL), WIO_EINVAL, "fn is NULL");
	wio_context_release(context);
}

static int runs_in(void *context)
{
	REFUSED(wio_context_run(context, input_nothing, NULL), WIO_EENTERED,
	        "entered already");
	return 3;
}

CASE(context_that_is_entered)
{
	wio_context *context;
	GIVES(wio_context_new(&context), 0);
	GIVES(wio_context_run(context, runs_in, context), 3);
	GIVES(wio_context_run(context, runs_in, context), 3);
	wio_context_release(context);
}

CASE(context_without_memory)
{
	wio_context *context;
	STARVES(wio_context_new(&context));
	CHECK(context == NULL);
	STARVES(wio_context_copy(&context, NULL));
	CHECK(context == NULL);
	GIVES(wio_context_new(&context), 0);
	STARVES(wio_context_run(context, input_nothing, NULL));
	GIVES(wio_context_run(context, input_nothing, NULL), 0);
	wio_context_release(context);
}
