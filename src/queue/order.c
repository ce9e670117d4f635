// SPDX-License-Identifier: MIT
#include "queue/order.h"

#include <string.h>

#include "core/compiler.h"
#include "core/memory.h"
#include "core/runtime.h"
#include "wasyncio/error.h"

enum { FIRST_ROOM = 8 };

static char *place(const struct wio__items *items, size_t i)
{
	size_t n = items->first + i;
	if (n >= items->room)
		n -= items->room;
	return items->bytes + n * items->item_size;
}

static int grow(struct wio__items *items)
{
	const size_t room = items->room ? 2 * items->room : FIRST_ROOM;
	if (room > SIZE_MAX / 2 / items->item_size)
		return WIO_ENOMEM;
	char *bytes = wio__alloc(room * items->item_size);
	if (!bytes)
		return WIO_ENOMEM;
	for (size_t i = 0; i < items->count; i++)
		memcpy(bytes + i * items->item_size, place(items, i), items->item_size);
	wio__items_fini(items);
	items->bytes = bytes;
	items->room = room;
	items->first = 0;
	return 0;
}

void wio__items_fini(struct wio__items *items)
{
	if (items->bytes)
		wio__free(items->bytes, items->room * items->item_size);
	items->bytes = NULL;
}

struct wio__items wio__items_take(struct wio__items *items)
{
	const struct wio__items taken = *items;
	items->bytes = NULL;
	items->room = items->first = items->count = 0;
	return taken;
}

/* ---- a heap ---- */

/*
 * The binary heap of Python's heapq, step by step, so that also those that compare
 * as equal come out in its order.  The item that moves is in hand, behind the last.
 */
static void copy(struct wio__items *items, size_t to, size_t from)
{
	wio__copy(place(items, to), place(items, from), items->item_size);
}

/* In never.list: it cannot wait, nor be left. */
WIO__NEVER_INLINE bool wio__items_less(const struct wio__items *items, size_t a,
                                       size_t b)
{
	wio__lock();
	const bool less = items->compare(place(items, a), place(items, b)) < 0;
	wio__unlock();
	return less;
}

/* Put the one in hand at i, or above it, down from whatever is larger. */
static void rise(struct wio__items *items, size_t hand, size_t i)
{
	while (i > 0 && wio__items_less(items, hand, (i - 1) / 2)) {
		copy(items, i, (i - 1) / 2);
		i = (i - 1) / 2;
	}
	copy(items, i, hand);
}

/* The first has gone: let the lesser child of each fill the gap down to a leaf,
 * and the one in hand rise from there. */
static void sink(struct wio__items *items, size_t hand)
{
	size_t i = 0;
	for (size_t child = 1; child < items->count; child = 2 * i + 1) {
		if (child + 1 < items->count && !wio__items_less(items, child, child + 1))
			child++;
		copy(items, i, child);
		i = child;
	}
	rise(items, hand, i);
}

/* ---- the items ---- */

/* A heap has one in hand besides. */
int wio__items_reserve(struct wio__items *items)
{
	return items->count + 1 >= items->room ? grow(items) : 0;
}

void wio__items_add(struct wio__items *items, const void *item)
{
	const size_t last = items->count++;
	if (items->compare) {
		wio__copy(place(items, last + 1), item, items->item_size);
		rise(items, last + 1, last);
	} else {
		wio__copy(place(items, last), item, items->item_size);
	}
}

void *wio__items_next(struct wio__items *items)
{
	return place(items, items->lifo ? items->count - 1 : 0);
}

void wio__items_drop(struct wio__items *items)
{
	items->count--;
	if (items->compare) {
		if (items->count > 0)
			sink(items, items->count);
	} else if (!items->lifo && ++items->first == items->room) {
		items->first = 0;
	}
}
