// SPDX-License-Identifier: MIT
#ifndef WIO_STACK_H
#define WIO_STACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "coro.h"

/*
 * Memory for stacks: a pool per thread, by size class, and the marks that the
 * backends of coro.h put into a stack.
 *
 *      base + size  +--------------------+   up to 48 bytes to align it
 *                   | record             |   a cache line, or two
 *                   +--------------------+
 *                   | C frames           |
 *                   +--------------------+
 *                   | red zone, 64 bytes |   one cache line
 *      base         +--------------------+   up to 48 bytes to align it
 */
enum {
	WIO__STACK_LINE = 64,
#ifdef __wasm__
	WIO__STACK_RECORD = WIO__STACK_LINE
#else
	WIO__STACK_RECORD = 2 * WIO__STACK_LINE
#endif
};

struct wio__pool;

/* What a record begins with: that of a stack, and that of a coroutine, whose
 * stack may be another's. */
struct wio__stack {
	char *base;
	size_t size;
	struct wio__pool *pool;  /* NULL: too large for one */
	struct wio__stack *next; /* in the pool; a coroutine's: moved from there */
	char *lowest; /* byte in use so far, for the high-water mark */
	bool painted; /* below lowest: the pattern, or what went deeper meanwhile */
};

/* A stack of at least this size; NULL without memory.  Of its record base, size
 * and pool are set, and its red zone is armed. */
struct wio__stack *wio__stack_take(size_t size);

/* Memory for one, from the backend; NULL without memory. */
void *wio__stack_map(size_t size);
void wio__stack_unmap(void *base, size_t size);

/* Back to the pool, or to the backend when the pool holds as much as was in use at
 * once lately.  Its red zone is whole.  [cannot fail] */
void wio__stack_give(struct wio__stack *stack);

/* Free what this thread's pool holds.  [cannot fail] */
void wio__stack_trim(void);

/* Write its red zone anew. */
void wio__stack_arm(struct wio__stack *stack);

/* Fill what is below high with the pattern. */
void wio__stack_paint(struct wio__stack *stack, void *high);

/* For the record of a coroutine on this stack, which has used nothing of it. */
static inline struct wio__stack wio__stack_of(struct wio__stack *stack)
{
	return (struct wio__stack){.base = stack->base,
	                           .size = stack->size,
	                           .pool = stack->pool,
	                           .lowest = (char *)stack};
}

/* It was used as far down as this, and nobody knows what lies there. */
static inline void wio__stack_spent(struct wio__stack *stack, char *lowest)
{
	stack->lowest = lowest;
	stack->painted = false;
}

#define WIO__STACK_RED UINT64_C(0x5ADE0FF5ADE0FF11)

static inline uint64_t *wio__stack_zone(void *base)
{
	uintptr_t mask = WIO__STACK_LINE - 1;
	uintptr_t at = (uintptr_t)base;

	return (uint64_t *)((char *)base + (((at + mask) & ~mask) - at));
}

/* The lowest address that frames may use. */
static inline void *wio__stack_low(void *base)
{
	return (char *)wio__stack_zone(base) + WIO__STACK_LINE;
}

/* Branch-free: it runs on every suspend. */
static inline bool wio__stack_intact(void *base)
{
	const uint64_t *zone = wio__stack_zone(base);
	uint64_t differ = 0;

	for (int i = 0; i < WIO__STACK_LINE / 8; i++)
		differ |= zone[i] ^ WIO__STACK_RED;
	return differ == 0;
}

#endif
