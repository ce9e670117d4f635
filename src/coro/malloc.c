// SPDX-License-Identifier: MIT
/*
 * malloc and its like, by the linker's --wrap, where nothing checks the ends of
 * stacks.  Below a stack lies the heap mostly: what recursion has written there an
 * allocator would follow, for ever if it is a ring.  Code that recurses allocates
 * sooner or later, so it is stopped here.
 */
#include <stddef.h>

#include "stack.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *block, size_t size);

/* Weak: a program may wrap them itself. */
#define WEAK __attribute__((weak))
WEAK void *__wrap_malloc(size_t size);
WEAK void *__wrap_calloc(size_t n, size_t size);
WEAK void *__wrap_realloc(void *block, size_t size);

void *__wrap_malloc(size_t size)
{
	wio__stack_look();
	return __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
	wio__stack_look();
	return __real_calloc(n, size);
}

void *__wrap_realloc(void *block, size_t size)
{
	wio__stack_look();
	return __real_realloc(block, size);
}
