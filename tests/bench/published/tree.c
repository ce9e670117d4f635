// SPDX-License-Identifier: MIT
/*
 * async_tree: each task makes six and waits for all of them, six levels deep, and
 * those at the end do what is measured: nothing, a wait for something outside, a
 * wait in one of ten cases, or a wait or a computation.
 */
#include <stdlib.h>
#include <string.h>

#include "published.h"

enum { LEVELS = 6, BRANCHES = 6, FACTORIAL = 500, KEYS = 100, CACHED = 90 };

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

/* ---- a large number ---- */

struct number {
	uint32_t digits[128]; /* the lowest first */
	size_t count;
};

static void multiply(struct number *number, uint32_t by)
{
	uint64_t carry = 0;
	for (size_t i = 0; i < number->count; i++) {
		carry += (uint64_t)number->digits[i] * by;
		number->digits[i] = (uint32_t)carry;
		carry >>= 32;
	}
	if (carry)
		number->digits[number->count++] = (uint32_t)carry;
}

/* As many factors at once as fit; those of two are added at the end. */
static void factorial(struct number *number, uint32_t n)
{
	*number = (struct number){.digits = {1}, .count = 1};
	uint32_t by = 1;
	unsigned twos = 0;
	for (uint32_t i = 2; i <= n; i++) {
		uint32_t odd = i;
		for (; odd % 2 == 0; odd /= 2)
			twos++;
		if (by > UINT32_MAX / odd) {
			multiply(number, by);
			by = 1;
		}
		by *= odd;
	}
	multiply(number, by);
	for (; twos >= 31; twos -= 31)
		multiply(number, UINT32_C(1) << 31);
	multiply(number, UINT32_C(1) << twos);
}

static int compute(void)
{
	struct number product;
	factorial(&product, FACTORIAL);
	/* 3,768 bits. */
	return product.count == 118 ? 0 : WIO_EUSER;
}

/* ---- the tree ---- */

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

/* Most of them wait at once, and share a stack; but what runs on that cannot have
 * others start there. */
static const wio_task_options *options_for(const void *below)
{
	static const wio_task_options shared = {.shared_stack = true};
	static const wio_task_options own = {.stack_size = 8192};
	return tree.eager && below ? &own : &shared;
}

static int grow_group(void *below)
{
	wio_group *group;
	int r = wio_group_open(&group);
	for (int i = 0; i < BRANCHES && r == 0; i++)
		r = wio_group_create_task(group, NULL, grow, below, options_for(below));
	return wio_group_close(group, r);
}

static int grow_gather(void *below)
{
	wio_task *tasks[BRANCHES];
	for (int i = 0; i < BRANCHES; i++)
		if (wio_create_task(&tasks[i], grow, below, options_for(below)) < 0)
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
