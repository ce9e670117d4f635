// SPDX-License-Identifier: MIT
#include "core/memory.h"

#include <stdint.h>
#include <string.h>

#include "core/sanitizer.h"

/*
 * Small blocks are cut from slabs and go back to a list of their size: a task
 * takes two or three, and those of many tasks lie side by side, where malloc
 * would put their stacks between them.  Slabs are freed when the last object of
 * the thread is gone.  AddressSanitizer gets malloc's own, so that a use after
 * free is seen.
 */
enum {
	STEP = WIO__MEMORY_STEP,
	LARGEST = 1024,
	LINE = 64,
	SLAB = 65536 - 2 * LINE /* a round number with what malloc adds */
};

/* The link is behind the first bytes, where an object says what it was. */
struct block {
	uint64_t object;
	struct block *next;
};

struct slab {
	struct slab *next;
	char blocks[SLAB];
};

static _Thread_local struct {
	struct block *kept[LARGEST / STEP + 1]; /* by size */
	struct slab *slabs;
	char *fresh; /* what is left of the newest */
	size_t left;
	size_t size; /* of all slabs */
} small;

static bool is_small(size_t size)
{
#ifdef WIO__ASAN
	(void)size;
	return false;
#else
	return size <= LARGEST;
#endif
}

static void keep(void *pointer, size_t size)
{
	struct block *block = pointer;
	struct block **list = &small.kept[size / STEP];
	block->next = *list;
	*list = block;
}

static __attribute__((noinline)) void *cut(size_t size)
{
	if (small.left < size) {
		struct slab *slab = malloc(sizeof *slab);
		if (!slab)
			return NULL;
		if (small.left)
			keep(small.fresh, small.left);
		slab->next = small.slabs;
		small.slabs = slab;
		/* From where a cache line begins. */
		size_t unused = -(uintptr_t)slab->blocks & (LINE - 1);
		small.fresh = slab->blocks + unused;
		small.left = (SLAB - unused) & ~(size_t)(STEP - 1);
		small.size += small.left;
	}
	/* What fills lines begins with one. */
	size_t before = size % LINE ? 0 : -(uintptr_t)small.fresh & (LINE - 1);
	if (before && small.left >= before + size) {
		keep(small.fresh, before);
		small.fresh += before;
		small.left -= before;
	}
	void *block = small.fresh;
	small.fresh += size;
	small.left -= size;
	return block;
}

/* All of a block, where the build knows how: it will be written soon. */
static inline void look_ahead_at(const struct block *block, size_t size)
{
#ifdef WIO__PREFETCHES
	for (size_t i = 0; i < size; i += LINE)
		__builtin_prefetch((const char *)block + i, 1);
#else
	(void)size;
	wio__look_ahead(block);
#endif
}

void *wio__alloc(size_t size)
{
	if (wio__refused(size))
		return NULL;
	if (!is_small(size))
		return malloc(size);
	size = wio__memory_round(size);
	struct block **list = &small.kept[size / STEP];
	struct block *block = *list;
	if (!block)
		return cut(size);
	*list = block->next;
	/* Blocks come back in any order, and are far from one another. */
	if (block->next)
		look_ahead_at(block->next, size);
	return block;
}

/* On wasm memset leaves the module, and so costs more than it saves below a few
 * hundred bytes.  Where a step is one store, a choice of the build, four go at once.
 * Were they not volatile, compilers would see through this. */
static inline void clear(char *block, size_t size)
{
	char *p = block;
#ifdef WIO__WIDE_STORES
	typedef uint64_t step __attribute__((vector_size(STEP)));
	const step zero = {0};
	for (; p + 4 * STEP <= block + size; p += 4 * STEP)
		for (int i = 0; i < 4; i++)
			((volatile step *)p)[i] = zero;
#endif
	for (; p < block + size; p += STEP)
		for (int i = 0; i < STEP; i += 8)
			*(volatile uint64_t *)(p + i) = 0;
}

void *wio__zalloc(size_t size)
{
	size = wio__memory_round(size);
	char *block = wio__alloc(size);
	if (block)
		clear(block, size);
	return block;
}

void wio__free(void *pointer, size_t size)
{
	if (!pointer)
		return;
	if (is_small(size))
		keep(pointer, wio__memory_round(size));
	else
		free(pointer);
}

/* Bytes in slabs that no block has. */
static size_t idle(void)
{
	size_t sum = small.left;
	for (size_t i = 1; i <= LARGEST / STEP; i++)
		for (struct block *b = small.kept[i]; b; b = b->next)
			sum += i * STEP;
	return sum;
}

void wio__memory_trim(void)
{
	/* A block that was lost keeps them, so that a leak check finds it. */
	if (idle() != small.size)
		return;
	struct slab *slab = small.slabs;
	memset(&small, 0, sizeof small);
	while (slab) {
		struct slab *next = slab->next;
		free(slab);
		slab = next;
	}
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
