// SPDX-License-Identifier: MIT
#include "shared.h"

#include "core/sanitizer.h"
#include "wasyncio/error.h"

int wio__shared_create(struct wio__shared **out)
{
	struct wio__shared *shared =
	    (struct wio__shared *)wio__stack_take(WIO__SHARED_SIZE);

	*out = NULL;
	if (!shared)
		return WIO_ENOMEM;
	shared->spare = NULL;
	shared->deeper = NULL;
	shared->taken = false;
	if (!wio__shared_refill(shared)) {
		wio__stack_give(&shared->stack);
		return WIO_ENOMEM;
	}
	shared->valgrind =
	    wio__stack_register(shared->stack.base, (char *)shared - 1);
	*out = shared;
	return 0;
}

void wio__shared_destroy(struct wio__shared *shared)
{
	while (shared) {
		struct wio__shared *deeper = shared->deeper;

		wio__coro_destroy(shared->spare);
		wio__stack_deregister(shared->valgrind);
		wio__stack_give(&shared->stack);
		shared = deeper;
	}
}

bool wio__shared_take(struct wio__shared *shared, bool taken)
{
	bool was = shared && shared->taken;

	if (shared)
		shared->taken = taken;
	return was;
}

bool wio__shared_has_room(struct wio__shared *shared)
{
	for (; shared->taken; shared = shared->deeper)
		if (!shared->deeper && wio__shared_create(&shared->deeper) < 0)
			return false;
	return true;
}

struct wio__coro *wio__coro_begin_shared(struct wio__shared *shared,
                                         wio__coro_entry *entry, void *arg)
{
	struct wio__coro *co;

	while (shared->taken)
		shared = shared->deeper;
	co = shared->spare;
	shared->spare = NULL;
	wio__coro_again(co, entry, arg);
	return co;
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
