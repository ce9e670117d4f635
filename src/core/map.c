// SPDX-License-Identifier: MIT
#include "core/map.h"

#include <string.h>

#include "core/call.h"
#include "core/memory.h"
#include "wasyncio/error.h"

enum { BITS = 5, WAYS = 1 << BITS };

union slot {
	struct wio__map *child;
	struct {
		wio_contextvar *var;
		void *value;
	} entry;
};

struct wio__map {
	unsigned refs;
	unsigned shift;  /* 0: its slots are entries */
	uint32_t bitmap; /* which of its ways are in slots */
	size_t size;     /* entries in it and below */
	union slot slots[];
};

static unsigned count_bits(uint32_t bits)
{
	return (unsigned)__builtin_popcount(bits);
}

static size_t bytes(unsigned slots)
{
	return sizeof(struct wio__map) + slots * sizeof(union slot);
}

static uint32_t way(const struct wio__map *map, unsigned long long number)
{
	return UINT32_C(1) << ((number >> map->shift) & (WAYS - 1));
}

static unsigned place(const struct wio__map *map, uint32_t bit)
{
	return count_bits(map->bitmap & (bit - 1));
}

/* True when the number has bits above what the node's levels cover. */
static bool beyond(const struct wio__map *map, unsigned long long number)
{
	return map->shift + BITS < 64 && number >> (map->shift + BITS) != 0;
}

static void retain_slot(unsigned shift, const union slot *slot)
{
	if (shift) {
		wio__map_retain(slot->child);
		return;
	}
	wio_contextvar *var = wio__contextvar_retain(slot->entry.var);
	wio__value_call(var->options.retain, slot->entry.value);
}

static void release_slot(unsigned shift, union slot *slot)
{
	if (shift) {
		wio__map_release(slot->child);
		return;
	}
	wio__value_call(slot->entry.var->options.release, slot->entry.value);
	wio__contextvar_release(slot->entry.var);
}

struct wio__map *wio__map_retain(const struct wio__map *map)
{
	struct wio__map *m = (struct wio__map *)(uintptr_t)map;
	if (m)
		m->refs++;
	return m;
}

void wio__map_release(struct wio__map *map)
{
	if (!map || --map->refs)
		return;
	unsigned n = count_bits(map->bitmap);
	for (unsigned i = 0; i < n; i++)
		release_slot(map->shift, &map->slots[i]);
	wio__free(map, bytes(n));
}

size_t wio__map_size(const struct wio__map *map)
{
	return map ? map->size : 0;
}

static struct wio__map *node_new(unsigned shift, uint32_t bitmap)
{
	struct wio__map *map = wio__alloc(bytes(count_bits(bitmap)));
	if (map) {
		map->refs = 1;
		map->shift = shift;
		map->bitmap = bitmap;
		map->size = 0;
	}
	return map;
}

bool wio__map_get(const struct wio__map *map, const wio_contextvar *var,
                  void **value)
{
	if (!map || beyond(map, var->number))
		return false;
	for (;;) {
		uint32_t bit = way(map, var->number);
		if (!(map->bitmap & bit))
			return false;
		const union slot *slot = &map->slots[place(map, bit)];
		if (!map->shift) {
			*value = slot->entry.value;
			return true;
		}
		map = slot->child;
	}
}

/* A copy of a node in which the way of bit holds the slot, whose references
 * pass to the copy. */
static struct wio__map *node_with(const struct wio__map *map, uint32_t bit,
                                  union slot slot)
{
	struct wio__map *copy = node_new(map->shift, map->bitmap | bit);
	if (!copy)
		return NULL;
	unsigned at = place(copy, bit);
	unsigned from = 0;
	for (unsigned i = 0; i < count_bits(copy->bitmap); i++) {
		if (i == at) {
			copy->slots[i] = slot;
			from += (map->bitmap & bit) != 0;
		} else {
			copy->slots[i] = map->slots[from++];
			retain_slot(map->shift, &copy->slots[i]);
		}
	}
	return copy;
}

static struct wio__map *with(const struct wio__map *map, unsigned shift,
                             wio_contextvar *var, void *value)
{
	const struct wio__map none = {.shift = shift};
	if (!map)
		map = &none;
	uint32_t bit = way(map, var->number);
	bool present = (map->bitmap & bit) != 0;
	union slot slot;
	size_t grown;
	if (shift) {
		const struct wio__map *old = present ? map->slots[place(map, bit)].child
		                                     : NULL;
		slot.child = with(old, shift - BITS, var, value);
		if (!slot.child)
			return NULL;
		grown = slot.child->size - wio__map_size(old);
	} else {
		slot.entry.var = var;
		slot.entry.value = value;
		retain_slot(0, &slot);
		grown = !present;
	}
	struct wio__map *copy = node_with(map, bit, slot);
	if (!copy) {
		release_slot(shift, &slot);
		return NULL;
	}
	copy->size = map->size + grown;
	return copy;
}

int wio__map_with(struct wio__map **out, const struct wio__map *map,
                  wio_contextvar *var, void *value)
{
	struct wio__map *root = wio__map_retain(map);
	if (root) {
		/* More levels on top until the number fits; all that is there has
		 * smaller numbers and so lies behind way 0. */
		while (beyond(root, var->number)) {
			struct wio__map *above = node_new(root->shift + BITS, 1);
			if (!above) {
				wio__map_release(root);
				return WIO_ENOMEM;
			}
			above->size = root->size;
			above->slots[0].child = root;
			root = above;
		}
	}
	unsigned shift = 0;
	if (root)
		shift = root->shift;
	else
		while (var->number >> shift >= WAYS)
			shift += BITS;
	*out = with(root, shift, var, value);
	wio__map_release(root);
	return *out ? 0 : WIO_ENOMEM;
}

/* [1 and *out without var, 0 var is not there, WIO_ENOMEM] */
static int without(struct wio__map **out, const struct wio__map *map,
                   const wio_contextvar *var)
{
	uint32_t bit = way(map, var->number);
	if (!(map->bitmap & bit))
		return 0;
	unsigned at = place(map, bit);
	struct wio__map *child = NULL;
	if (map->shift) {
		int r = without(&child, map->slots[at].child, var);
		if (r <= 0)
			return r;
	}
	if (child) {
		union slot slot = {.child = child};
		*out = node_with(map, bit, slot);
		if (!*out) {
			wio__map_release(child);
			return WIO_ENOMEM;
		}
	} else if (map->bitmap == bit) {
		*out = NULL;
		return 1;
	} else {
		*out = node_new(map->shift, map->bitmap & ~bit);
		if (!*out)
			return WIO_ENOMEM;
		unsigned to = 0;
		for (unsigned i = 0; i < count_bits(map->bitmap); i++) {
			if (i == at)
				continue;
			(*out)->slots[to] = map->slots[i];
			retain_slot(map->shift, &(*out)->slots[to++]);
		}
	}
	(*out)->size = map->size - 1;
	return 1;
}

int wio__map_without(struct wio__map **out, const struct wio__map *map,
                     const wio_contextvar *var)
{
	if (map && !beyond(map, var->number)) {
		int r = without(out, map, var);
		if (r)
			return r < 0 ? r : 0;
	}
	*out = wio__map_retain(map);
	return 0;
}
