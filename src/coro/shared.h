// SPDX-License-Identifier: MIT
#ifndef WIO_SHARED_H
#define WIO_SHARED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "coro.h"
#include "core/memory.h"
#include "stack.h"

/*
 * A shared stack, and what its coroutines keep while they do not run: a record
 * each, and a block of the size of its frames.
 *
 *      stack                              block of one that is suspended
 *      record +--------------------+  ->  +--------------------+
 *             | C frames           |      | C frames           |
 *             +--------------------+  ->  +--------------------+
 *             | free               |      | asyncify frames    |
 *             +--------------------+      +--------------------+
 *             | red zone, 64 bytes |
 *      base   +--------------------+
 *
 * Frames hold addresses of one another, so they come back to where they were.
 */
struct wio__shared {
	struct wio__stack stack; /* whose record this is */
	struct wio__coro *spare; /* NULL: one runs that has begun with it */
	struct wio__shared *deeper; /* for what begins while this is taken */
	unsigned valgrind;
	bool taken;
};

/* Before one of its coroutines is copied out.  False: there is no memory for a
 * spare record. */
static inline bool wio__shared_refill(struct wio__shared *shared)
{
	return shared->spare ||
	       wio__coro_create_shared(&shared->spare, shared, NULL, NULL) == 0;
}

/* Where a coroutine's frames are kept. */
struct wio__parked {
	char *block;
	size_t room;
};

/* Slow path of wio__parked_fit. */
bool wio__parked_refit(struct wio__parked *parked, size_t size);

/* Make the block one of size bytes; what is in it is lost.  False: there is no
 * memory, and the block is as it was. */
static inline bool wio__parked_fit(struct wio__parked *parked, size_t size)
{
	return wio__memory_round(size) == parked->room ||
	       wio__parked_refit(parked, size);
}

#endif
