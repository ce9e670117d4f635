// SPDX-License-Identifier: MIT
/*
 * async_tree: each task makes six and waits for all of them, six levels deep, and
 * those at the end do what is measured: nothing, a wait for something outside, a
 * wait in one of ten cases, or a wait or a computation.
 */
#include <stdlib.h>
#include <string.h>

#include "published.h"

enum { LEVELS = 6, BRANCHES = 6, KEYS = 100, CACHED = 90 };

static struct tree tree;
static uint32_t seed;
static int leaves;
static bool cache[KEYS + 1];

/* One of so many, by chance, and in each run the same. */
static unsigned pick(unsigned several)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % several;
}

static int read_something(void)
{
	return wio_sleep(WIO_MS(50));
}

static int read_once(void)
{
	const unsigned key = 1 + pick(KEYS);
	if (key <= CACHED) {
		if (cache[key])
			return 0;
		cache[key] = true;
	}
	return read_something();
}

static int compute(void)
{
	return factorial_of_500() ? 0 : WIO_EUSER;
}

static int work(void)
{
	leaves++;
	switch (tree.work) {
	case TREE_IO:
		return read_something();
	case TREE_MEMOIZATION:
		return read_once();
	case TREE_CPU_IO_MIXED:
		return pick(2) ? compute() : read_something();
	default:
		return 0;
	}
}

/* A leaf, or so many levels above one. */
static int grow(void *level);

/* Most of them wait at once. */
static const wio_task_options shared = {.shared_stack = true};

static int grow_group(void *below)
{
	wio_group *group;
	int r = wio_group_open(&group);
	for (int i = 0; i < BRANCHES && r == 0; i++)
		r = wio_group_create_task(group, NULL, grow, below, &shared);
	return wio_group_close(group, r);
}

static int grow_gather(void *below)
{
	wio_task *tasks[BRANCHES];
	for (int i = 0; i < BRANCHES; i++)
		if (wio_create_task(&tasks[i], grow, below, &shared) < 0)
			abort();
	int r = wio_gather(tasks, BRANCHES, NULL, false);
	for (int i = 0; i < BRANCHES; i++)
		wio_task_release(tasks[i]);
	return r;
}

static int grow(void *level)
{
	if (!level)
		return work();
	void *below = (void *)((uintptr_t)level - 1);
	return tree.group ? grow_group(below) : grow_gather(below);
}

int tree_run(void *arg)
{
	tree = *(struct tree *)arg;
	seed = 0;
	leaves = 0;
	memset(cache, 0, sizeof cache);
	int r = wio_loop_set_eager_start(wio_get_running_loop(),
	                                 tree.eager ? WIO_START_EAGER : WIO_START_LAZY);
	if (r == 0)
		r = grow((void *)(uintptr_t)LEVELS);
	return r == 0 && leaves != TREE_LEAVES ? WIO_EUSER : r;
}
