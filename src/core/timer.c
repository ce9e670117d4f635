// SPDX-License-Identifier: MIT
#include "core/timer.h"

#include <string.h>

#include "core/memory.h"
#include "wasyncio/error.h"

/*
 * A heap with four children to a parent, ordered by deadline and, among equal
 * ones, by insertion.
 *
 *      keys    - - - | 0 | 1 2 3 4 | 5 6 7 8 | ... | free ... |
 *      slots   one for each key, in no order: the timer, NULL when it was removed
 *
 * Keys are small, and the four that are compared lie in one cache line.  A timer
 * that is removed, and may be gone then, leaves its key behind, until that comes
 * to the top or there is no room for another; so removing costs next to nothing
 * and needs no place in the heap to be known.  The key on top is never such a
 * one.  Free keys are greater than all others, so that nobody has to look where
 * the heap ends, and name the free slots.
 */
enum {
	CHILDREN = 4,
	TOP = CHILDREN - 1,
	LINE = 64,
	FIRST_ROOM = 16
};

/* Sooner, or as soon and inserted earlier.  The counter may come round, which
 * is not seen unless two thousand million others came in between.  Without a
 * branch: nobody can guess how it ends. */
static inline bool before(const struct wio__timer_key *a,
                          const struct wio__timer_key *b)
{
	return (a->when < b->when) |
	       ((a->when == b->when) & ((int64_t)(a->order - b->order) < 0));
}

static inline size_t parent_of(size_t i)
{
	return i / CHILDREN + CHILDREN - 2;
}

static inline size_t children_of(size_t i)
{
	return CHILDREN * (i - (CHILDREN - 2));
}

static inline size_t end_of(const struct wio__timers *timers)
{
	return TOP + timers->count;
}

static inline uint32_t slot_of(const struct wio__timer_key *key)
{
	return (uint32_t)key->order;
}

static inline void set_free(struct wio__timer_key *key, uint32_t slot)
{
	key->when = INT64_MAX;
	key->order = slot;
}

/* Up from i, to top at most. */
static void sift_up(struct wio__timer_key *keys, size_t i, size_t top,
                    struct wio__timer_key key)
{
	while (i > top && before(&key, &keys[parent_of(i)])) {
		keys[i] = keys[parent_of(i)];
		i = parent_of(i);
	}
	keys[i] = key;
}

/* All that may be compared next: the four lines follow one another. */
static inline void look_below(const struct wio__timer_key *keys, size_t first,
                              size_t end)
{
	size_t below = children_of(first);
	if (below + (CHILDREN - 1) * CHILDREN < end)
		for (size_t i = 0; i < CHILDREN; i++)
			wio__look_ahead(&keys[below + i * CHILDREN]);
}

/* Down from i to where nothing is below, and up again: what is put in comes from
 * there mostly. */
static void sift_down(struct wio__timer_key *keys, size_t i, size_t end,
                      struct wio__timer_key key)
{
	size_t top = i;
	for (size_t first; (first = children_of(i)) < end;) {
		const struct wio__timer_key *c = &keys[first];
		look_below(keys, first, end);
		size_t a = before(&c[1], &c[0]);
		size_t b = 2 + (size_t)before(&c[3], &c[2]);
		size_t least = first + (a ^ ((a ^ b) & -(size_t)before(&c[b], &c[a])));
		keys[i] = keys[least];
		i = least;
	}
	sift_up(keys, i, top, key);
}

/* The key on top, which is there, is taken out. */
static void take_top(struct wio__timers *timers)
{
	struct wio__timer_key *keys = timers->keys;
	uint32_t slot = slot_of(&keys[TOP]);
	timers->count--;
	size_t end = end_of(timers);
	struct wio__timer_key last = keys[end];
	set_free(&keys[end], slot);
	if (timers->count)
		sift_down(keys, TOP, end, last);
}

static void skip_removed(struct wio__timers *timers)
{
	while (timers->count && !timers->slots[slot_of(&timers->keys[TOP])]) {
		take_top(timers);
		timers->removed--;
	}
}

/* Drop the keys of removed timers. */
static void compact(struct wio__timers *timers)
{
	struct wio__timer_key *keys = timers->keys;
	size_t end = end_of(timers);
	for (size_t i = TOP; i < end;) {
		uint32_t slot = slot_of(&keys[i]);
		if (timers->slots[slot]) {
			i++;
		} else {
			keys[i] = keys[--end];
			set_free(&keys[end], slot);
		}
	}
	timers->count = end - TOP;
	timers->removed = 0;
	/* But for the key on top, which was and is the least. */
	if (timers->count > 1)
		for (size_t i = parent_of(end - 1); i > TOP; i--)
			sift_down(keys, i, end, keys[i]);
}

/* Room for twice as many.  keys[0] begins a line, which the root's group is at
 * the end of. */
static int grow(struct wio__timers *timers)
{
	size_t old = timers->room ? timers->room + TOP : 0;
	size_t n = old ? old * 2 : FIRST_ROOM;
	const size_t each = sizeof(struct wio__timer_key) + sizeof(struct wio__timer *);
	if (n > (SIZE_MAX - LINE) / each || n > UINT32_MAX)
		return WIO_ENOMEM;
	size_t size = n * each + LINE;
	char *block = wio__alloc(size);
	if (!block)
		return WIO_ENOMEM;
	struct wio__timer_key *keys =
	    (struct wio__timer_key *)(block + (-(uintptr_t)block & (LINE - 1)));
	struct wio__timer **slots = (struct wio__timer **)(keys + n);
	if (old) {
		memcpy(keys, timers->keys, old * sizeof *keys);
		memcpy(slots, timers->slots, old * sizeof(struct wio__timer *));
	}
	for (size_t i = old ? old : TOP; i < n; i++)
		set_free(&keys[i], (uint32_t)i);
	wio__free(timers->block, timers->size);
	timers->block = block;
	timers->size = size;
	timers->keys = keys;
	timers->slots = slots;
	timers->room = n - TOP;
	return 0;
}

int wio__timers_add(struct wio__timers *timers, struct wio__timer *timer)
{
	if (timers->count == timers->room) {
		int r = 0;
		if (timers->removed > timers->count / 4)
			compact(timers);
		else
			r = grow(timers);
		if (r < 0)
			return r;
	}
	size_t end = end_of(timers);
	uint32_t slot = slot_of(&timers->keys[end]);
	timers->slots[slot] = timer;
	timer->slot = slot;
	/* One that is due never comes before those keys that are free. */
	struct wio__timer_key key = {
	    timer->when < INT64_MAX ? timer->when : INT64_MAX - 1,
	    (uint64_t)timers->order++ << 32 | slot,
	};
	timers->count++;
	sift_up(timers->keys, end, TOP, key);
	return 0;
}

void wio__timers_remove(struct wio__timers *timers, struct wio__timer *timer)
{
	if (!timer->slot)
		return;
	timers->slots[timer->slot] = NULL;
	timer->slot = 0;
	timers->removed++;
	skip_removed(timers);
}

struct wio__timer *wio__timers_first(const struct wio__timers *timers)
{
	return timers->count ? timers->slots[slot_of(&timers->keys[TOP])] : NULL;
}

struct wio__timer *wio__timers_take(struct wio__timers *timers, int64_t now)
{
	if (!timers->count || timers->keys[TOP].when > now)
		return NULL;
	struct wio__timer *timer = wio__timers_first(timers);
	timer->slot = 0;
	take_top(timers);
	skip_removed(timers);
	return timer;
}

void wio__timers_free(struct wio__timers *timers)
{
	wio__free(timers->block, timers->size);
	*timers = (struct wio__timers){.order = timers->order};
}
