// SPDX-License-Identifier: MIT
/* Context variables that whoever calls may set. */
#include "call/calls.h"
#include "call/registry.h"
#include "core/memory.h"
#include "wasyncio/context.h"
#include "wasyncio/error.h"

/* What a context holds of such a value. */
struct held {
	wio_value value; /* first: it is what the variable gives */
	unsigned refs;
};

static void retain(void *value)
{
	((struct held *)value)->refs++;
}

static void release(void *value)
{
	struct held *held = value;
	if (--held->refs)
		return;
	wio_value_clear(&held->value);
	wio__free(held, sizeof *held);
}

static struct wio__registry variables;

void wio__contextvar_export_add(wio__contextvar_export *given)
{
	static const wio_contextvar_options options = {.retain = retain, .release = release};
	/* Without memory for it there is no program. */
	(void)wio_contextvar_new(given->var, given->named.name, &options);
	wio__registry_add(&variables, &given->named);
}

int wio__contextvar_export_set(const char *name, wio_value value)
{
	const wio__contextvar_export *to =
	    (const wio__contextvar_export *)wio__registry_find(&variables, name);
	if (!to)
		return wio_raise(WIO_ELOOKUP, "no context variable '%s' is exported", name);
	struct held *held = wio__zalloc(sizeof *held);
	if (!held)
		return WIO_ENOMEM;
	held->refs = 1;
	int r = wio__value_copy(&held->value, value);
	if (r == 0)
		r = wio_contextvar_set(*to->var, held, NULL);
	release(held);
	return r;
}

const char *wio__contextvar_export_name(size_t i)
{
	return wio__registry_name(&variables, i);
}
