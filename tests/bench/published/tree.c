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

/* ---- a large number, in the largest digits whose product a machine has ---- */

#if defined __SIZEOF_INT128__ && UINTPTR_MAX > UINT32_MAX
typedef uint64_t digit;
__extension__ typedef unsigned __int128 two_digits;
#else
typedef uint32_t digit;
typedef uint64_t two_digits;
#endif

enum { BITS = 8 * sizeof(digit), DIGITS = 3768 / BITS + 1 };

struct number {
	digit digits[DIGITS]; /* the lowest first */
	int count;
};

static void multiply(struct number *number, digit by)
{
	two_digits carry = 0;
	for (int i = 0; i < number->count; i++) {
		carry += (two_digits)number->digits[i] * by;
		number->digits[i] = (digit)carry;
		carry >>= BITS;
	}
	if (carry)
		number->digits[number->count++] = (digit)carry;
}

static void shift(struct number *number, int bits)
{
	const int whole = bits / BITS;
	multiply(number, (digit)1 << bits % BITS);
	memmove(number->digits + whole, number->digits,
	        (size_t)number->count * sizeof(digit));
	memset(number->digits, 0, (size_t)whole * sizeof(digit));
	number->count += whole;
}

/* As many factors at once as fit; those of two are added at the end. */
static void factorial(struct number *number, unsigned n)
{
	number->digits[0] = 1;
	number->count = 1;
	digit by = 1;
	int twos = 0;
	for (unsigned i = 2; i <= n; i++) {
		unsigned odd = i;
		for (; odd % 2 == 0; odd /= 2)
			twos++;
		const two_digits more = (two_digits)by * odd;
		if (more >> BITS) {
			multiply(number, by);
			by = odd;
		} else {
			by = (digit)more;
		}
	}
	multiply(number, by);
	shift(number, twos);
}

/* Of so many bits, of which the last 494 are none. */
static int compute(void)
{
	struct number product;
	factorial(&product, FACTORIAL);
	return product.count == DIGITS &&
	               product.digits[494 / BITS] >> 494 % BITS & 1
	           ? 0
	           : WIO_EUSER;
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
