// SPDX-License-Identifier: MIT
#include "stack.h"

#include "core/sanitizer.h"
#include "wasyncio/task.h"

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

/*
 * A pool as large as the number of stacks in use at once lately: the same
 * number of tasks started again and again never asks for more, whatever the
 * number, and a peak that does not come back is given up.  "Lately" is this
 * window and the one before it, a window being 4 peaks of takes.
 */
struct wio__pool {
	struct wio__stack *idle;
	size_t held;      /* stacks in the list */
	size_t live;      /* stacks in use */
	size_t peak;      /* most in use, this window */
	size_t last_peak; /* and the one before */
	size_t takes;     /* left in this window */
};

static _Thread_local struct wio__pool pools[CLASSES];

/* Rounds the size up to that of a class; NULL when it is too large for any. */
static struct wio__pool *pool_for(size_t *size)
{
	unsigned shift, steps;

	if (*size <= smallest) {
		*size = smallest;
		return &pools[0];
	}
	shift = (unsigned)(sizeof(unsigned long long) * 8 - 1 - STEP_SHIFT) -
	        (unsigned)__builtin_clzll(*size - 1);
	steps = (unsigned)((*size - 1) >> shift) + 1;
	*size = (size_t)steps << shift;
	if (*size > largest)
		return NULL;
	return &pools[((shift + STEP_SHIFT - FIRST_SHIFT) << STEP_SHIFT) + steps -
	              (1U << STEP_SHIFT)];
}

static struct wio__stack *record_of(char *base, size_t size)
{
	char *top = base + size - WIO__STACK_RECORD;

	return (struct wio__stack *)(top -
	                             ((uintptr_t)top & (WIO__STACK_LINE - 1)));
}

void wio__stack_arm(struct wio__stack *stack)
{
	uint64_t *zone = wio__stack_zone(stack->base);

	for (int i = 0; i < WIO__STACK_LINE / 8; i++)
		zone[i] = WIO__STACK_RED;
}

static struct wio__stack *pop(struct wio__pool *pool)
{
	struct wio__stack *stack = pool->idle;

	pool->idle = stack->next;
	pool->held--;
	return stack;
}

static void count_take(struct wio__pool *pool)
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

/* All of it but the record, which the pool needs. */
static void open_frames(struct wio__stack *stack)
{
	wio__memory_open(stack->base, (size_t)((char *)stack - stack->base));
	wio__memory_defined(wio__stack_zone(stack->base), WIO__STACK_LINE);
}

static __attribute__((noinline)) struct wio__stack *make(struct wio__pool *pool,
                                                         size_t size)
{
	struct wio__stack *stack;
	char *base = wio__stack_map(size);

	if (!base)
		return NULL;
	stack = record_of(base, size);
	*stack = (struct wio__stack){.base = base, .size = size, .pool = pool};
	wio__stack_arm(stack);
	if (pool)
		count_take(pool);
	return stack;
}

struct wio__stack *wio__stack_take(size_t size)
{
	struct wio__pool *pool;
	struct wio__stack *stack;

	if (size > SIZE_MAX / 4)
		return NULL;
	pool = pool_for(&size);
	if (!pool || !pool->idle)
		return make(pool, size);
	count_take(pool);
	stack = pop(pool);
	/* Its red zone was whole when it came back. */
	open_frames(stack);
	return stack;
}

static void unmap(struct wio__stack *stack)
{
	open_frames(stack);
	wio__stack_unmap(stack->base, stack->size);
}

void wio__stack_give(struct wio__stack *stack)
{
	struct wio__pool *pool = stack->pool;
	size_t keep;

	/* None, or another thread's: a loop may end where it was not made. */
	if ((uintptr_t)pool - (uintptr_t)pools >= sizeof pools) {
		unmap(stack);
		return;
	}
	pool->live--;
	stack->next = pool->idle;
	pool->idle = stack;
	pool->held++;
	wio__memory_close(stack->base, (size_t)((char *)stack - stack->base));

	/* Two at a time, so that what is too much goes soon, but no single
	 * call has to free it all. */
	keep = pool->peak > pool->last_peak ? pool->peak : pool->last_peak;
	for (int i = 0; i < 2 && pool->held + pool->live > keep; i++)
		if (pool->held > 0)
			unmap(pop(pool));
}

void wio__stack_trim(void)
{
	for (int i = 0; i < CLASSES; i++)
		while (pools[i].idle)
			unmap(pop(&pools[i]));
}

void wio__stack_paint(struct wio__stack *stack, void *high)
{
	for (uint64_t *p = wio__stack_low(stack->base); p < (uint64_t *)high; p++)
		*p = WIO__STACK_RED;
	stack->painted = true;
}

/* The lowest address of [low, high) that differs from the pattern. */
static WIO__NO_ASAN void *unpainted(void *low, void *high)
{
	uint64_t *p = low;

	wio__reports_off();
	while (p < (uint64_t *)high && *p == WIO__STACK_RED)
		p++;
	wio__reports_on();
	wio__memory_defined(&p, sizeof p);
	return p;
}

/* ---- of coro.h, for both backends ---- */

int wio__coro_move(struct wio__coro **co, size_t size, wio__coro_entry *entry,
                   void *arg)
{
	struct wio__stack *from = (struct wio__stack *)*co;
	int r = wio__coro_create(co, size, entry, arg);

	if (r == 0)
		((struct wio__stack *)*co)->next = from;
	return r;
}

size_t wio_stack_left(void)
{
	return wio__coro_left();
}

size_t wio__coro_size(const struct wio__coro *co)
{
	return ((const struct wio__stack *)co)->size;
}

size_t wio__coro_high_water(const struct wio__coro *co)
{
	size_t most = 0;

	for (const struct wio__stack *s = (const struct wio__stack *)co; s;
	     s = s->next) {
		char *low = s->painted
		                ? unpainted(wio__stack_low(s->base), s->lowest)
		                : s->lowest;
		size_t used = (size_t)(s->base + s->size - low);

		most = used > most ? used : most;
	}
	return most;
}
