// SPDX-License-Identifier: MIT
#include "replay.h"
#include "sweeps.h"

/* No memory of the heap: asking for one never fails. */
enum { MOST = 512 };

static struct {
	int refs;
} tokens[MOST];

static size_t made;
static int cleanups;

void *token(void)
{
	if (made == MOST) {
		replay_failed("too many tokens");
		made = 0;
	}
	tokens[made].refs = 1;
	return &tokens[made++];
}

static int *refs_of(void *token)
{
	size_t i = (size_t)((char *)token - (char *)tokens) / sizeof tokens[0];
	if (!token || i >= made) {
		replay_failed("%p is no token", token);
		return NULL;
	}
	return &tokens[i].refs;
}

void token_retain(void *token)
{
	int *refs = refs_of(token);
	if (refs && (*refs)++ <= 0)
		replay_failed("a token was taken again after its end");
}

void token_release(void *token)
{
	int *refs = refs_of(token);
	if (refs && --*refs < 0)
		replay_failed("a token was given back twice");
}

int token_defer(void *token)
{
	token_release(token);
	return 0;
}

void tokens_reset(void)
{
	made = 0;
	cleanups = 0;
}

void tokens_check(void)
{
	for (size_t i = 0; i < made; i++)
		if (tokens[i].refs > 0)
			replay_failed("token %u was not given back", (unsigned)i + 1);
}

void cleanup_begins(void)
{
	cleanups++;
}

void cleanup_ends(void)
{
	cleanups--;
}

int cleanups_broken(void)
{
	return cleanups;
}

int start(wio_task **out, wio_fn *fn, const char *name)
{
	return wio_create_task(
		out, fn, token(),
		&(wio_task_options){.name = name, .arg_free = token_release});
}

wio_runner *new_runner(void)
{
	wio_runner *r;
	wio_runner_new(&r, &(wio_runner_options){.strict = strict()});
	return r;
}

void run_alone(wio_fn *fn)
{
	wio_runner *r = new_runner();
	if (!r)
		return;
	wio_runner_run(r, fn, token(),
	               &(wio_task_options){.arg_free = token_release});
	close_runner(r);
}
