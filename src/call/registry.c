// SPDX-License-Identifier: MIT
#include "call/registry.h"

#include <string.h>

void wio__registry_add(struct wio__registry *registry, struct wio__named *given)
{
	*(registry->first ? &registry->last->next : &registry->first) = given;
	registry->last = given;
}

struct wio__named *wio__registry_find(const struct wio__registry *registry, const char *name)
{
	struct wio__named *each = registry->first;
	while (each && strcmp(each->name, name) != 0)
		each = each->next;
	return each;
}

const char *wio__registry_name(const struct wio__registry *registry, size_t i)
{
	const struct wio__named *each = registry->first;
	while (each && i-- > 0)
		each = each->next;
	return each ? each->name : NULL;
}
