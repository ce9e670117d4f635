// SPDX-License-Identifier: MIT
/* The linker turns every call of these functions into one of ours, so that what
 * is in use is known in the same way everywhere. */
#include <malloc.h>
#include <stdlib.h>

#include "soak.h"

size_t memory_used;

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__real_realloc(void *block, size_t size);
void *__wrap_realloc(void *block, size_t size);
void __real_free(void *block);
void __wrap_free(void *block);

static void *counted(void *block)
{
	if (block)
		memory_used += malloc_usable_size(block);
	return block;
}

void *__wrap_malloc(size_t size)
{
	return counted(__real_malloc(size));
}

void *__wrap_calloc(size_t n, size_t size)
{
	return counted(__real_calloc(n, size));
}

void *__wrap_realloc(void *block, size_t size)
{
	size_t before = block ? malloc_usable_size(block) : 0;
	void *moved = __real_realloc(block, size);
	if (moved)
		memory_used += malloc_usable_size(moved) - before;
	return moved;
}

void __wrap_free(void *block)
{
	if (block)
		memory_used -= malloc_usable_size(block);
	__real_free(block);
}

size_t memory_linear(void)
{
#ifdef __wasm__
	return __builtin_wasm_memory_size(0) * 65536;
#else
	return 0;
#endif
}
