// SPDX-License-Identifier: MIT
#include "core/timer.h"

#include <string.h>

#include "core/memory.h"
#include "wasyncio/error.h"

/*
 * Timers are due by deadline and, among equal ones, in the order of insertion.
 * One that is due no sooner than all that came before it waits in a line, as those
 * do that have the same delay: it costs nothing to come in at its end, to go from
 * its head, or to be taken out.  The others are in a heap with four children to a
 * parent.
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

/* Whether the next of the heap comes before the next of the line.  Of two that are due
 * at one time it does if it was there before the line began: if it came later it was due
 * sooner than the last of the line, and what the line has of its time is older. */
static inline bool heap_is_next(const struct wio__timers *timers)
{
	const struct wio__timer_key *top = &timers->keys[TOP];
	const uint32_t order = (uint32_t)(top->order >> 32);
	return top->when < timers->head->when ||
	       (top->when == timers->head->when && (int32_t)(order - timers->since) < 0);
}

static inline void set_first(struct wio__timers *timers, struct wio__timer *timer,
                             int64_t when)
{
	timers->first = timer;
	timers->when = when;
}

/* The key on top is none of a removed one then. */
static void find_first(struct wio__timers *timers)
{
	while (timers->count && !timers->slots[slot_of(&timers->keys[TOP])]) {
		take_top(timers);
		timers->removed--;
	}
	if (timers->count && (!timers->head || heap_is_next(timers)))
		set_first(timers, timers->slots[slot_of(&timers->keys[TOP])],
		          timers->keys[TOP].when);
	else
		set_first(timers, timers->head, timers->head ? timers->head->when : 0);
}

/* ---- the line ---- */

/* Or NULL: the node is what it begins with. */
static inline struct wio__timer *behind(const struct wio__timer *timer)
{
	return (struct wio__timer *)timer->node.next;
}

/* The place of each is the one before it, that of the head the line itself. */
static inline void enter_line(struct wio__timers *timers, struct wio__timer *timer)
{
	timer->node.next = NULL;
	if (timers->head) {
		timer->place = (uintptr_t)timers->tail;
		timers->tail->node.next = &timer->node;
	} else {
		timer->place = (uintptr_t)timers;
		timers->head = timer;
		timers->since = timers->order;
	}
	timers->tail = timer;
	timers->latest = timer->when;
}

static inline void leave_line(struct wio__timers *timers, struct wio__timer *timer)
{
	struct wio__timer *before =
	    timer == timers->head ? NULL : (struct wio__timer *)timer->place;
	if (before)
		before->node.next = timer->node.next;
	else
		timers->head = behind(timer);
	if (timer == timers->tail)
		timers->tail = before;
	else
		behind(timer)->place = timer->place;
}

/* ---- both ---- */

/* The place of one in the heap, which no pointer is. */
static inline bool is_in_heap(const struct wio__timer *timer)
{
	return timer->place % 2;
}

static int enter_heap(struct wio__timers *timers, struct wio__timer *timer)
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
	timer->place = (uintptr_t)slot * 2 + 1;
	/* Sooner than the latest of the line, so before those keys that are free. */
	struct wio__timer_key key = {
	    timer->when,
	    (uint64_t)timers->order++ << 32 | slot,
	};
	timers->count++;
	sift_up(timers->keys, end, TOP, key);
	return 0;
}

int wio__timers_add(struct wio__timers *timers, struct wio__timer *timer)
{
	if (!timers->head || timer->when >= timers->latest) {
		enter_line(timers, timer);
	} else {
		int r = enter_heap(timers, timer);
		if (r < 0)
			return r;
	}
	if (!timers->first || timer->when < timers->when)
		set_first(timers, timer, timer->when);
	return 0;
}

void wio__timers_remove(struct wio__timers *timers, struct wio__timer *timer)
{
	if (!timer->place)
		return;
	if (is_in_heap(timer)) {
		timers->slots[timer->place / 2] = NULL;
		timers->removed++;
	} else {
		leave_line(timers, timer);
	}
	timer->place = 0;
	find_first(timers);
}

/* Of many timers each is far away in memory: one of the heap is only written to, which
 * nobody waits for while the next is found. */
struct wio__timer *wio__timers_take(struct wio__timers *timers, int64_t now)
{
	struct wio__timer *timer = timers->first;
	if (!timer || timers->when > now)
		return NULL;
	if (timer == timers->head)
		leave_line(timers, timer);
	else
		take_top(timers);
	timer->place = 0;
	find_first(timers);
	return timer;
}

void wio__timers_free(struct wio__timers *timers)
{
	wio__free(timers->block, timers->size);
	*timers = (struct wio__timers){.order = timers->order};
}
