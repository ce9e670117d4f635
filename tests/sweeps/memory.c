// SPDX-License-Identifier: MIT
/* The linker turns every call of these functions into one of ours. */
#include <stdlib.h>

#include "core/sanitizer.h"
#include "core/memory.h"
#include "replay.h"

struct memory memory;
struct suspends suspends;

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__wrap_calloc(size_t n, size_t size);
void __real_free(void *block);
void __wrap_free(void *block);
void *__real_wio__alloc(size_t size);
void *__wrap_wio__alloc(size_t size);
void *__real_wio__zalloc(size_t size);
void *__wrap_wio__zalloc(size_t size);
void __wrap_wio__host_log(const char *text, size_t size);

static bool fails(void)
{
	memory.asked++;
	return memory.fail && (memory.asked == memory.fail ||
	                       (memory.fail_onward && memory.asked > memory.fail));
}

static void *counted(void *block)
{
	if (block)
		memory.blocks++;
	return block;
}

void *__wrap_malloc(size_t size)
{
	return fails() ? NULL : counted(__real_malloc(size));
}

void *__wrap_calloc(size_t n, size_t size)
{
	return fails() ? NULL : counted(__real_calloc(n, size));
}

void __wrap_free(void *block)
{
	if (block)
		memory.blocks--;
	__real_free(block);
}

/* Malloc is asked for a slab now and then; each block of one may fail.  With
 * AddressSanitizer each is malloc's. */
static bool block_fails(void)
{
#ifdef WIO__ASAN
	return false;
#else
	return fails();
#endif
}

void *__wrap_wio__alloc(size_t size)
{
	return block_fails() ? NULL : __real_wio__alloc(size);
}

void *__wrap_wio__zalloc(size_t size)
{
	return block_fails() ? NULL : __real_wio__zalloc(size);
}

/* Nobody reads it, but it is read. */
void __wrap_wio__host_log(const char *text, size_t size)
{
	static volatile char last;
	for (size_t i = 0; i < size; i++)
		last = text[i];
	(void)last;
}
