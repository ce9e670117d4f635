// SPDX-License-Identifier: MIT
/* The functions that can be called by name. */
#include "call/border.h"
#include "call/calls.h"
#include "call/registry.h"

static struct wio__registry functions;

void wio__export_add(wio__export *given)
{
	wio__border_open();
	wio__registry_add(&functions, &given->named);
}

const wio__export *wio__export_find(const char *name)
{
	return (const wio__export *)wio__registry_find(&functions, name);
}

const char *wio_export_name(size_t i)
{
	return wio__registry_name(&functions, i);
}
