// SPDX-License-Identifier: MIT
#ifndef WIO_SHARED_H
#define WIO_SHARED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "../coro.h"
#include "stack.h"

/*
 * A shared stack, and memory for what its coroutines keep while they do not
 * run: a record each, and a block of exactly the size of its frames.
 *
 *      stack                              block of one that is suspended
 *      top    +--------------------+  ->  +--------------------+
 *             | C frames           |      | C frames           |
 *             +--------------------+  ->  +--------------------+
 *             | free               |      | asyncify frames    |
 *             +--------------------+      +--------------------+
 *             | red zone, 64 bytes |
 *      base   +--------------------+
 *
 * Frames hold addresses of one another, so they come back to where they were.
 */
enum {
	WIO__SHARED_STEP = 8,
	/* Larger blocks are malloc's. */
	WIO__SHARED_LARGEST = 1024,
	WIO__SHARED_CLASSES = WIO__SHARED_LARGEST / WIO__SHARED_STEP + 1
};

struct wio__slab;
struct wio__shared_block;

struct wio__shared {
	char *base;
	char *top; /* 16-byte aligned */
	size_t size;
	unsigned valgrind;
	struct wio__slab *slabs;
	char *fresh; /* what is left of the newest slab */
	size_t left;
	struct wio__shared_block *idle[WIO__SHARED_CLASSES];
};

/* A block of so many bytes, 8-byte aligned; NULL without memory. */
void *wio__shared_take(struct wio__shared *shared, size_t size);

/* size as taken; NULL is ignored.  [cannot fail] */
void wio__shared_give(struct wio__shared *shared, void *block, size_t size);

/* Where a coroutine's frames are kept. */
struct wio__parked {
	char *block;
	size_t room;
};

/* Slow path of wio__shared_fit. */
bool wio__shared_refit(struct wio__shared *shared, struct wio__parked *parked,
                       size_t size);

static inline size_t wio__shared_round(size_t size)
{
	return (size + WIO__SHARED_STEP - 1) & ~(size_t)(WIO__SHARED_STEP - 1);
}

/* Make the block one of size bytes; what is in it is lost.  False: there is no
 * memory, and the block is as it was. */
static inline bool wio__shared_fit(struct wio__shared *shared,
                                   struct wio__parked *parked, size_t size)
{
	return wio__shared_round(size) == parked->room ||
	       wio__shared_refit(shared, parked, size);
}

#endif
