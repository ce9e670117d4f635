// SPDX-License-Identifier: MIT
#ifndef WIO_MEMORY_H
#define WIO_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/compiler.h"

/* Memory of this thread: small blocks are its own, larger ones malloc's.  size is
 * not zero, and free gets the same; its NULL is ignored.  What is allocated is
 * aligned for any object of its size. */
void *wio__alloc(size_t size);
void *wio__zalloc(size_t size);
void wio__free(void *block, size_t size);

/* Have it in the cache when it is needed: what is read goes nowhere, and nothing
 * waits for it.  WebAssembly has no other prefetch.  It must be readable. */
static inline void wio__look_ahead(const void *pointer)
{
	(void)*(const volatile char *)pointer;
}

/* An item of a program's: mostly that is one number or one pointer. */
static inline void wio__copy(void *to, const void *from, size_t size)
{
	if (size == sizeof(int))
		memcpy(to, from, sizeof(int));
	else if (size == sizeof(int64_t))
		memcpy(to, from, sizeof(int64_t));
	else if (size)
		memcpy(to, from, size);
}

/* How large a block really is that is asked for so. */
enum { WIO__MEMORY_STEP = 16 };
static inline size_t wio__memory_round(size_t size)
{
	return (size + WIO__MEMORY_STEP - 1) & ~(size_t)(WIO__MEMORY_STEP - 1);
}

char *wio__strdup(const char *text);
void wio__strfree(char *text);

/* Nothing is allocated any more: free what small blocks were cut from. */
void wio__memory_trim(void);

/* Defined by tests, if at all: fails the allocations for which it returns true. */
WIO__IF_LINKED bool wio__alloc_refused(size_t size);
static inline bool wio__refused(size_t size)
{
	return wio__is_linked(wio__alloc_refused) && wio__alloc_refused(size);
}

/* What another thread may give back, by free: zeroed, and none of the blocks of
 * this one. */
static inline void *wio__shared_zalloc(size_t size)
{
	return wio__refused(size) ? NULL : calloc(1, size);
}

#endif
