// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/*
 * Small blocks go back to a list of their size instead of to malloc, because
 * making a task takes two or three of them.  Builds with a sanitizer define
 * WIO__PLAIN_MALLOC, so that a use after free is seen.
 */
enum { STEP = 16, CLASSES = 32 };

struct block {
	struct block *next;
};

static _Thread_local struct block *kept[CLASSES];

bool (*wio__alloc_fails)(size_t size);

#ifdef WIO__PLAIN_MALLOC
static bool is_small(size_t size)
{
	(void)size;
	return false;
}
#else
static bool is_small(size_t size)
{
	return size <= (size_t)STEP * CLASSES;
}
#endif

static size_t class_of(size_t size)
{
	return (size + STEP - 1) / STEP - 1;
}

WIO__NEVER_INLINE bool wio__alloc_refused(size_t size)
{
	return wio__alloc_fails(size);
}

void *wio__alloc(size_t size)
{
	if (wio__alloc_fails && wio__alloc_refused(size))
		return NULL;
	if (!is_small(size))
		return malloc(size);
	struct block **list = &kept[class_of(size)];
	struct block *block = *list;
	if (!block)
		return malloc((class_of(size) + 1) * STEP);
	*list = block->next;
	return block;
}

void *wio__zalloc(size_t size)
{
	/* Word by word: on wasm memset leaves the module, and so costs more than
	 * it saves below a few hundred bytes.  Were they not volatile, compilers
	 * would see through this. */
	size = (size + STEP - 1) / STEP * STEP;
	char *block = wio__alloc(size);
	if (block)
		for (char *p = block; p < block + size; p += STEP)
			for (int i = 0; i < STEP; i += 8)
				*(volatile uint64_t *)(p + i) = 0;
	return block;
}

void wio__free(void *pointer, size_t size)
{
	if (!pointer)
		return;
	if (!is_small(size)) {
		free(pointer);
		return;
	}
	struct block *block = pointer;
	block->next = kept[class_of(size)];
	kept[class_of(size)] = block;
}

void wio__memory_trim(void)
{
	for (size_t i = 0; i < CLASSES; i++) {
		while (kept[i]) {
			struct block *block = kept[i];
			kept[i] = block->next;
			free(block);
		}
	}
}

void wio__value_call(wio_free_fn *fn, void *value)
{
	if (!fn)
		return;
	wio__lock();
	fn(value);
	wio__unlock();
}

char *wio__strdup(const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = wio__alloc(size);
	if (copy)
		memcpy(copy, text, size);
	return copy;
}

void wio__strfree(char *text)
{
	if (text)
		wio__free(text, strlen(text) + 1);
}
