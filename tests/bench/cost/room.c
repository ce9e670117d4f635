// SPDX-License-Identifier: MIT
/*
 * What a work takes of stacks.  Prints "kept_WORK 1 n bytes", what its wait keeps
 * beside its stack, and "used_WORK 1 n bytes", what it has on that meanwhile; then
 * "level 1 n calls" for each level of nest, until the engine ends the program.
 */
#include "work.h"

#include <stdio.h>

#ifndef PLAIN
#include "wasyncio.h"
#endif

static int levels;

void work_level(void)
{
	printf("level 1 %d calls\n", ++levels);
	fflush(stdout);
}

static int nests(void *unused)
{
	(void)unused;
	return nest.fn ? nest.fn(&nest) : 0;
}

#ifdef PLAIN
int room(void)
{
	return nests(NULL);
}
#else
/* The library's frames are not to reach the end of this one first. */
static const wio_task_options options = {.stack_size = 8 << 20};

/* What a task has that does nothing but the wait. */
static size_t left, high;

static int measures(void *arg)
{
	const struct work *work = arg;
	const wio_task *task = wio_current_task();
	if (!work) {
		work_wait();
		left = work_left;
		high = wio_task_stack_high_water(task);
		return 0;
	}
	int r = work->fn(work);
	if (r < 0)
		return r;
	const size_t used = left - work_left;
	printf("kept_%s 1 %zu bytes\n", work->name,
	    wio_task_stack_high_water(task) - high - used);
	printf("used_%s 1 %zu bytes\n", work->name, used);
	return 0;
}

/* Each in a task of its own, whose deepest point is where it waits. */
static int in_a_task(wio_runner *runner, wio_fn *fn, const struct work *work)
{
	return wio_runner_run(runner, fn, (void *)work, &options);
}

int room(void)
{
	wio_runner *runner;
	int r = wio_runner_new(&runner, NULL);
	if (r < 0)
		return 1;
	r = in_a_task(runner, measures, NULL);
	for (int i = 0; r >= 0 && i < works_count; i++)
		r = in_a_task(runner, measures, &works[i]);
	if (r >= 0)
		r = in_a_task(runner, nests, NULL);
	wio_runner_close(runner);
	wio_runner_free(runner);
	return r < 0 ? 1 : r;
}
#endif
