// SPDX-License-Identifier: MIT
/* Context variables that whoever calls may set. */
#include <string.h>

#include "call/calls.h"
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

static wio__contextvar_export *first, **last = &first;

void wio__contextvar_export_add(wio__contextvar_export *given)
{
	static const wio_contextvar_options options = {.retain = retain, .release = release};
	/* Before main: without memory for it there is no program. */
	(void)wio_contextvar_new(given->var, given->name, &options);
	*last = given;
	last = &given->next;
}

int wio__contextvar_export_set(const char *name, wio_value value)
{
	const wio__contextvar_export *each = first;
	while (each && strcmp(each->name, name) != 0)
		each = each->next;
	if (!each)
		return wio_raise(WIO_ELOOKUP, "no context variable '%s' is exported", name);
	struct held *held = wio__zalloc(sizeof *held);
	if (!held)
		return WIO_ENOMEM;
	held->refs = 1;
	int r = wio__value_copy(&held->value, value);
	if (r == 0)
		r = wio_contextvar_set(*each->var, held, NULL);
	release(held);
	return r;
}

const char *wio__contextvar_export_name(size_t i)
{
	const wio__contextvar_export *each = first;
	while (each && i-- > 0)
		each = each->next;
	return each ? each->name : NULL;
}
