// SPDX-License-Identifier: MIT
#include "stack.h"

#include "sanitizer.h"

/*
 * Four classes to a doubling, from 1 KiB up to 1 MiB: a size is rounded up by
 * a quarter at most, and the usual powers of two not at all.  Larger stacks
 * are rare and come from the backend each time.
 */
enum {
	FIRST_SHIFT = 10,
	DOUBLINGS = 10,
	STEP_SHIFT = 2,
	CLASSES = (DOUBLINGS << STEP_SHIFT) + 1
};

static const size_t smallest = (size_t)1 << FIRST_SHIFT;
static const size_t largest = (size_t)1 << (FIRST_SHIFT + DOUBLINGS);

/* At the top of a stack in the pool, where the next user's record will be. */
struct idle {
	struct idle *next;
};

/*
 * A pool as large as the number of stacks in use at once lately: the same
 * number of tasks started again and again never asks for more, whatever the
 * number, and a peak that does not come back is given up.  "Lately" is this
 * window and the one before it, a window being 4 peaks of takes.
 */
struct pool {
	struct idle *idle;
	size_t held;      /* stacks in the list */
	size_t live;      /* stacks in use */
	size_t peak;      /* most in use, this window */
	size_t last_peak; /* and the one before */
	size_t takes;     /* left in this window */
};

static _Thread_local struct pool pools[CLASSES];

static unsigned log2_of(size_t size)
{
	return (unsigned)(sizeof(unsigned long long) * 8 - 1) -
	       (unsigned)__builtin_clzll(size);
}

static struct pool *pool_of(size_t size)
{
	unsigned shift;

	if (size > largest)
		return NULL;
	shift = log2_of(size);
	return &pools[((shift - FIRST_SHIFT) << STEP_SHIFT) +
	              ((size >> (shift - STEP_SHIFT)) &
	               ((1U << STEP_SHIFT) - 1))];
}

static struct idle *idle_at(void *base, size_t size)
{
	return (struct idle *)((char *)base + size - 16);
}

static void *base_of(struct idle *idle, size_t size)
{
	return (char *)idle + 16 - size;
}

size_t wio__stack_round(size_t size)
{
	size_t step;

	if (size > SIZE_MAX / 4)
		return 0;
	if (size < smallest)
		size = smallest;
	step = (size_t)1 << (log2_of(size) - STEP_SHIFT);
	return (size + step - 1) & ~(step - 1);
}

static void *pop(struct pool *pool, size_t size)
{
	struct idle *idle = pool->idle;
	void *base = base_of(idle, size);

	pool->idle = idle->next;
	pool->held--;
	wio__memory_open(base, size);
	wio__memory_defined(wio__stack_zone(base), WIO__STACK_LINE);
	return base;
}

static void count_take(struct pool *pool)
{
	pool->live++;
	if (pool->takes == 0) {
		pool->last_peak = pool->peak;
		pool->peak = pool->live;
		pool->takes = 4 * pool->last_peak + 64;
	}
	pool->takes--;
	if (pool->live > pool->peak)
		pool->peak = pool->live;
}

void wio__stack_arm(void *base)
{
	uint64_t *zone = wio__stack_zone(base);

	for (int i = 0; i < WIO__STACK_LINE / 8; i++)
		zone[i] = WIO__STACK_RED;
}

void *wio__stack_take(size_t size)
{
	struct pool *pool = pool_of(size);
	void *base;

	if (pool && pool->idle) {
		/* Its red zone was whole when it came back. */
		count_take(pool);
		return pop(pool, size);
	}
	base = wio__stack_map(size);
	if (!base)
		return NULL;
	if (pool)
		count_take(pool);

	wio__stack_arm(base);
	return base;
}

void wio__stack_give(void *base, size_t size)
{
	struct pool *pool = pool_of(size);
	struct idle *idle = idle_at(base, size);
	size_t keep;

	wio__memory_open(base, size);
	if (!pool) {
		wio__stack_unmap(base, size);
		return;
	}
	pool->live--;
	idle->next = pool->idle;
	pool->idle = idle;
	pool->held++;
	wio__memory_close(base, size - 16);

	/* Two at a time, so that what is too much goes soon, but no single
	 * call has to free it all. */
	keep = pool->peak > pool->last_peak ? pool->peak : pool->last_peak;
	for (int i = 0; i < 2 && pool->held + pool->live > keep; i++)
		if (pool->held > 0)
			wio__stack_unmap(pop(pool, size), size);
}

void wio__stack_trim(void)
{
	size_t size = smallest;

	for (int i = 0; i < CLASSES; i++) {
		while (pools[i].idle)
			wio__stack_unmap(pop(&pools[i], size), size);
		size = wio__stack_round(size + 1);
	}
}

void wio__stack_paint(void *low, void *high)
{
	for (uint64_t *p = low; p < (uint64_t *)high; p++)
		*p = WIO__STACK_RED;
}

WIO__NO_ASAN void *wio__stack_painted(void *low, void *high)
{
	uint64_t *p = low;

	wio__reports_off();
	while (p < (uint64_t *)high && *p == WIO__STACK_RED)
		p++;
	wio__reports_on();
	wio__memory_defined(&p, sizeof p);
	return p;
}
