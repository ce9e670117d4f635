// SPDX-License-Identifier: MIT
#ifndef WIO_STACK_H
#define WIO_STACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Memory for stacks: a pool per thread, by size class, and the marks that the
 * backends of coro.h put into a stack.
 *
 *      base + size  +--------------------+
 *                   | record, C frames   |   the backend's
 *                   +--------------------+
 *                   | red zone, 64 bytes |   one cache line
 *      base         +--------------------+   up to 48 bytes to align it
 */
enum {
	WIO__STACK_LINE = 64,
	/* What a stack loses to the red zone, however its base is aligned. */
	WIO__STACK_LOW = 2 * WIO__STACK_LINE
};

/* The size that take() hands out for this one, 0 when there is none. */
size_t wio__stack_round(size_t size);

/* A stack of a size that wio__stack_round() gave; NULL without memory.  Its
 * red zone is armed. */
void *wio__stack_take(size_t size);

/* Memory for one, from the backend; NULL without memory. */
void *wio__stack_map(size_t size);
void wio__stack_unmap(void *base, size_t size);

/* Write its red zone anew. */
void wio__stack_arm(void *base);

/* Back to the pool, or to the backend when the pool holds as much as was in use at
 * once lately.  size as taken; its red zone is whole.  [cannot fail] */
void wio__stack_give(void *base, size_t size);

/* Free what this thread's pool holds.  [cannot fail] */
void wio__stack_trim(void);

/* Fill [low, high) of a stack with the pattern. */
void wio__stack_paint(void *low, void *high);

/* The lowest address of [low, high) that differs from the pattern. */
void *wio__stack_painted(void *low, void *high);

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
