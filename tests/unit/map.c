// SPDX-License-Identifier: MIT
#include "core/map.h"

#include "unit.h"
#include "wasyncio.h"

/* Random sets and deletes in several versions of a map, beside arrays. */

enum { VARS = 96, VALUES = 16, VERSIONS = 8, ROUNDS = 10000 };

static wio_contextvar *vars[VARS];
static int values[VALUES];
static int held[VALUES]; /* references that maps have */

struct version {
	struct wio__map *map;
	int *model[VARS]; /* NULL: no value */
};

static struct version versions[VERSIONS];

static void retain(void *value)
{
	held[(int *)value - values]++;
}

static void release(void *value)
{
	CHECK(held[(int *)value - values]-- > 0);
}

/* Dense numbers, as variables get them, and sparse ones, at every level. */
static unsigned long long number(unsigned i)
{
	static const unsigned long long sparse[] = {
	    1023,       1024,       1025,       32767, 32768, 1ULL << 20,
	    1ULL << 31, 1ULL << 32, 1ULL << 40, 1ULL << 59, 1ULL << 60, ~0ULL};
	enum { SPARSE = sizeof sparse / sizeof *sparse };
	return i < SPARSE ? sparse[i] : i - SPARSE;
}

static void compare(const struct version *version)
{
	size_t size = 0;
	for (unsigned i = 0; i < VARS; i++) {
		void *value = NULL;
		bool has = wio__map_get(version->map, vars[i], &value);
		CHECK(has == (version->model[i] != NULL));
		CHECK(!has || value == version->model[i]);
		size += has;
	}
	CHECK(wio__map_size(version->map) == size);
	CHECK((version->map == NULL) == (size == 0));
}

static void change(void)
{
	const struct version *from = &versions[unit_random(VERSIONS)];
	struct version *to = &versions[unit_random(VERSIONS)];
	unsigned i = unit_random(VARS);
	int *value = unit_random(3) ? &values[unit_random(VALUES)] : NULL;
	struct wio__map *map;
	int r = value ? wio__map_with(&map, from->map, vars[i], value)
	              : wio__map_without(&map, from->map, vars[i]);
	if (r < 0) {
		CHECK(r == WIO_ENOMEM && unit_failing);
		compare(from);
		return;
	}
	CHECK(r == 0);
	struct version changed = *from;
	changed.map = map;
	changed.model[i] = value;
	struct wio__map *old = to->map;
	*to = changed;
	wio__map_release(old);
	compare(to);
}

void unit_map(void);
void unit_map(void)
{
	const wio_contextvar_options counted = {.retain = retain,
	                                        .release = release};
	for (unsigned i = 0; i < VARS; i++) {
		CHECK(wio_contextvar_new(&vars[i], "variable", &counted) == 0);
		vars[i]->number = number(i);
	}
	for (int round = 0; round < ROUNDS; round++) {
		/* Long stretches with all the memory, and some without. */
		unit_failing = round / 500 % 2 ? 4 : 0;
		change();
	}
	unit_failing = 0;
	for (unsigned v = 0; v < VERSIONS; v++) {
		compare(&versions[v]);
		wio__map_release(versions[v].map);
	}
	for (unsigned i = 0; i < VALUES; i++)
		CHECK(held[i] == 0);
	for (unsigned i = 0; i < VARS; i++) {
		CHECK(vars[i]->object.refs == 1);
		wio_contextvar_release(vars[i]);
	}
}
