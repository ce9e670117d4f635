// SPDX-License-Identifier: MIT
#ifndef WIO_REGISTRY_H
#define WIO_REGISTRY_H

#include "wasyncio/call.h"

/* What is found by its name, in the order in which it was added: before main. */
struct wio__registry {
	struct wio__named *first, *last;
};

void wio__registry_add(struct wio__registry *registry, struct wio__named *given);

/* NULL: there is none. */
struct wio__named *wio__registry_find(const struct wio__registry *registry, const char *name);

/* Of the i-th, from 0; NULL beyond the last. */
const char *wio__registry_name(const struct wio__registry *registry, size_t i);

#endif
