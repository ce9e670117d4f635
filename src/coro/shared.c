// SPDX-License-Identifier: MIT
#include "shared.h"

#include <stdlib.h>

#include "sanitizer.h"
#include "wasyncio/error.h"

/* A little below a round size, for malloc's own words. */
enum { SLAB = 65536 - 64 };

struct wio__slab {
	struct wio__slab *next;
	size_t unused; /* keeps the blocks aligned */
};

struct wio__shared_block {
	struct wio__shared_block *next;
};

int wio__shared_create(struct wio__shared **out)
{
	struct wio__shared *shared = malloc(sizeof *shared);

	*out = NULL;
	if (!shared)
		return WIO_ENOMEM;
	*shared = (struct wio__shared){0};
	shared->size = wio__stack_round(WIO__SHARED_SIZE);
	shared->base = wio__stack_take(shared->size);
	if (!shared->base) {
		free(shared);
		return WIO_ENOMEM;
	}
	shared->top = shared->base + shared->size;
	shared->top -= (uintptr_t)shared->top & 15;
	shared->valgrind = wio__stack_register(shared->base, shared->top - 1);
	*out = shared;
	return 0;
}

void wio__shared_destroy(struct wio__shared *shared)
{
	if (!shared)
		return;
	while (shared->slabs) {
		struct wio__slab *slab = shared->slabs;

		shared->slabs = slab->next;
		free(slab);
	}
	wio__stack_deregister(shared->valgrind);
	wio__stack_give(shared->base, shared->size);
	free(shared);
}

/* ---- blocks ---- */

static bool more(struct wio__shared *shared)
{
	struct wio__slab *slab = malloc(SLAB);

	if (!slab)
		return false;
	slab->next = shared->slabs;
	shared->slabs = slab;
	shared->fresh = (char *)(slab + 1);
	shared->left = SLAB - sizeof *slab;
	return true;
}

void *wio__shared_take(struct wio__shared *shared, size_t size)
{
	struct wio__shared_block **idle;
	void *block;

	size = wio__shared_round(size);
	if (size > WIO__SHARED_LARGEST)
		return malloc(size);
	idle = &shared->idle[size / WIO__SHARED_STEP];
	if (*idle) {
		block = *idle;
		*idle = (*idle)->next;
		return block;
	}
	if (shared->left < size) {
		/* What is left of the slab is a block of its own size. */
		wio__shared_give(shared, shared->left ? shared->fresh : NULL,
		                 shared->left);
		shared->left = 0;
		if (!more(shared))
			return NULL;
	}
	block = shared->fresh;
	shared->fresh += size;
	shared->left -= size;
	return block;
}

void wio__shared_give(struct wio__shared *shared, void *at, size_t size)
{
	struct wio__shared_block *block = at;
	struct wio__shared_block **idle;

	if (!block)
		return;
	size = wio__shared_round(size);
	if (size > WIO__SHARED_LARGEST) {
		free(block);
		return;
	}
	idle = &shared->idle[size / WIO__SHARED_STEP];
	block->next = *idle;
	*idle = block;
}

bool wio__shared_refit(struct wio__shared *shared, struct wio__parked *parked,
                       size_t size)
{
	char *block = wio__shared_take(shared, size);

	/* Without memory, one that is too large will do. */
	if (!block)
		return size <= parked->room;
	wio__shared_give(shared, parked->block, parked->room);
	parked->block = block;
	parked->room = wio__shared_round(size);
	return true;
}
