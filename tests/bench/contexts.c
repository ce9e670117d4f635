// SPDX-License-Identifier: MIT
/* Contexts: what it costs to read a variable, and to copy all of them. */
#include <stdlib.h>

#include "bench.h"

enum { FEW = 8, MANY = 800 };

static int value = 1;
static wio_contextvar *vars[MANY];

static void set(int count)
{
	for (int i = 0; i < count; i++)
		if (wio_contextvar_new(&vars[i], "var", NULL) < 0 ||
		    wio_contextvar_set(vars[i], &value, NULL) < 0)
			abort();
}

/* What has a value stays in the context of this task, which is about to end. */
static void release(int count)
{
	for (int i = 0; i < count; i++)
		wio_contextvar_release(vars[i]);
}

int ctxget(void *arg)
{
	struct job *job = arg;
	set(FEW);
	int64_t start = read_clock();
	for (int n = job->n; n > 0; n--) {
		void *got;
		if (wio_contextvar_get(vars[n % FEW], &got) < 0 || got != &value)
			abort();
	}
	job->took = read_clock() - start;
	release(FEW);
	return 0;
}

static int copies(struct job *job, int count)
{
	set(count);
	wio_context *copy;
	int64_t start = read_clock();
	for (int n = job->n; n > 0; n--) {
		if (wio_context_copy(&copy, NULL) < 0)
			abort();
		wio_context_release(copy);
	}
	job->took = read_clock() - start;
	release(count);
	return 0;
}

int ctxcopy8(void *job)
{
	return copies(job, FEW);
}

int ctxcopy800(void *job)
{
	return copies(job, MANY);
}
