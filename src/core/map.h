// SPDX-License-Identifier: MIT
#ifndef WIO_MAP_H
#define WIO_MAP_H

#include "core/compiler.h"
#include "core/object.h"
#include "wasyncio/context.h"

struct wio__map;
struct wio__runtime;

/*
 * An immutable map from context variables to values; NULL is the empty one.
 * Variables are numbered as they are made, so it is a trie over the number's
 * bits, 32 ways at a level: up to 32 variables lie in one node, a copy of one
 * path makes a changed map, a copy of the whole is one more reference.
 */
bool wio__map_get(const struct wio__map *map, const wio_contextvar *var,
                  void **value);
/* A map in which var has the value.  [0, WIO_ENOMEM] */
int wio__map_with(struct wio__map **out, const struct wio__map *map,
                  wio_contextvar *var, void *value);
/* A map without var.  [0, WIO_ENOMEM] */
int wio__map_without(struct wio__map **out, const struct wio__map *map,
                     const wio_contextvar *var);
size_t wio__map_size(const struct wio__map *map);
WIO__IF_LINKED struct wio__map *wio__map_retain(const struct wio__map *map);
WIO__IF_LINKED void wio__map_release(struct wio__map *map);

struct wio_contextvar {
	struct wio__object object;
	struct wio__runtime *home; /* of its thread, which alone sets it */
	unsigned long long number;
	char *name;
	wio_contextvar_options options;
};

#endif
