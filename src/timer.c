// SPDX-License-Identifier: MIT
#include <string.h>

#include "internal.h"

/*
 * A heap with four children to a parent, ordered by deadline and, among equal
 * ones, by insertion.  Each timer knows its place, so that a cancelled one is
 * taken out at once and may be freed.
 */
static bool before(const struct wio__timer_slot *a, const struct wio__timer_slot *b)
{
	return a->when < b->when || (a->when == b->when && a->order < b->order);
}

static void put(struct wio__timers *timers, size_t i, struct wio__timer_slot slot)
{
	timers->heap[i] = slot;
	slot.timer->index = i + 1;
}

static void sift_up(struct wio__timers *timers, size_t i,
                    struct wio__timer_slot slot)
{
	while (i > 0) {
		size_t parent = (i - 1) / 4;
		if (!before(&slot, &timers->heap[parent]))
			break;
		put(timers, i, timers->heap[parent]);
		i = parent;
	}
	put(timers, i, slot);
}

static void sift_down(struct wio__timers *timers, size_t i,
                      struct wio__timer_slot slot)
{
	for (;;) {
		size_t first = 4 * i + 1;
		if (first >= timers->count)
			break;
		size_t last = first + 4 < timers->count ? first + 4 : timers->count;
		size_t least = first;
		for (size_t c = first + 1; c < last; c++)
			if (before(&timers->heap[c], &timers->heap[least]))
				least = c;
		if (!before(&timers->heap[least], &slot))
			break;
		put(timers, i, timers->heap[least]);
		i = least;
	}
	put(timers, i, slot);
}

int wio__timers_add(struct wio__timers *timers, struct wio__timer *timer)
{
	if (timers->count == timers->room) {
		size_t room = timers->room ? timers->room * 2 : 16;
		struct wio__timer_slot *heap = wio__alloc(room * sizeof *heap);
		if (!heap)
			return WIO_ENOMEM;
		if (timers->count)
			memcpy(heap, timers->heap, timers->count * sizeof *heap);
		wio__free(timers->heap, timers->room * sizeof *heap);
		timers->heap = heap;
		timers->room = room;
	}
	struct wio__timer_slot slot = {timer->when, timers->order++, timer};
	sift_up(timers, timers->count++, slot);
	return 0;
}

void wio__timers_remove(struct wio__timers *timers, struct wio__timer *timer)
{
	if (!timer->index)
		return;
	size_t i = timer->index - 1;
	timer->index = 0;
	struct wio__timer_slot last = timers->heap[--timers->count];
	if (i == timers->count)
		return;
	if (i > 0 && before(&last, &timers->heap[(i - 1) / 4]))
		sift_up(timers, i, last);
	else
		sift_down(timers, i, last);
}

struct wio__timer *wio__timers_first(const struct wio__timers *timers)
{
	return timers->count ? timers->heap[0].timer : NULL;
}

void wio__timers_free(struct wio__timers *timers)
{
	wio__free(timers->heap, timers->room * sizeof *timers->heap);
	timers->heap = NULL;
	timers->count = timers->room = 0;
}
