// SPDX-License-Identifier: MIT
#include "shared.h"

#include <stdlib.h>

#include "sanitizer.h"
#include "wasyncio/error.h"

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
	wio__stack_deregister(shared->valgrind);
	wio__stack_give(shared->base, shared->size);
	free(shared);
}

bool wio__parked_refit(struct wio__parked *parked, size_t size)
{
	size_t room = wio__memory_round(size);
	char *block = wio__alloc(room);

	/* Without memory, one that is too large will do. */
	if (!block)
		return size <= parked->room;
	wio__free(parked->block, parked->room);
	parked->block = block;
	parked->room = room;
	return true;
}
