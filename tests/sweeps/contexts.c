// SPDX-License-Identifier: MIT
/* A program of contexts and their variables. */
#include "sweeps.h"

/* More than a node of the map takes. */
enum { N = 40 };

static wio_contextvar *vars[N];

static int make_vars(void)
{
	const wio_contextvar_options options = {.has_default = true,
	                                        .default_value = token(),
	                                        .retain = token_retain,
	                                        .release = token_release};
	int r = 0;
	for (int i = 0; i < N && r == 0; i++)
		r = wio_contextvar_new(&vars[i], "var", &options);
	token_release(options.default_value);
	return r;
}

static void release_vars(void)
{
	for (int i = 0; i < N; i++) {
		wio_contextvar_release(vars[i]);
		vars[i] = NULL;
	}
}

static int set(wio_contextvar *var, wio_token **out)
{
	void *value = token();
	int r = wio_contextvar_set(var, value, out);
	token_release(value);
	return r;
}

/* Set, and put back. */
static int set_and_reset(wio_contextvar *var)
{
	wio_token *mark;
	void *before;
	void *after;
	wio_contextvar_get(var, &before);
	int r = set(var, &mark);
	if (r < 0)
		return r;
	r = wio_contextvar_reset(var, mark);
	wio_token_release(mark);
	if (r < 0)
		return r;
	wio_contextvar_get(var, &after);
	return before == after ? 0 : VALUE_ERROR;
}

static int in_child(void *unused)
{
	(void)unused;
	int r = set(vars[3], NULL);
	if (r == 0)
		r = wio_yield();
	return r < 0 ? r : set_and_reset(vars[3]);
}

static int waits_inside(void *unused)
{
	(void)unused;
	int r = set(vars[N - 1], NULL);
	if (r == 0)
		r = wio_sleep(TICKS(1));
	return r < 0 ? r : set_and_reset(vars[N - 1]);
}

/* A task in a context that outlives it, and a run inside another copy. */
static int copies(void)
{
	wio_context *context;
	wio_task *task;
	int r = wio_context_copy(&context, NULL);
	if (r < 0)
		return r;
	r = wio_create_task(
		&task, in_child, token(),
		&(wio_task_options){.context = context, .arg_free = token_release});
	if (r == 0) {
		r = wio_await(task, NULL);
		wio_task_release(task);
	}
	/* Left with each wait, and at the end: it can be entered again. */
	for (int i = 0; i < 2 && r == 0; i++)
		r = wio_context_run(context, waits_inside, NULL);
	wio_context_release(context);
	return r;
}

static int contexts(void *unused)
{
	(void)unused;
	int r = 0;
	for (int i = 0; i < N && r == 0; i++)
		r = set(vars[i], NULL);
	if (r == 0)
		r = set_and_reset(vars[0]);
	if (r == 0)
		r = copies();
	if (r == 0)
		r = start(NULL, in_child, NULL);
	if (r == 0)
		r = wio_sleep(TICKS(1));
	return r < 0 ? r : (int)wio_context_size(wio_context_current());
}

PROGRAM(contexts)
{
	if (make_vars() == 0)
		run_alone(contexts);
	release_vars();
}
