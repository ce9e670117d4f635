// SPDX-License-Identifier: MIT
/* The functions that can be called by name. */
#include <string.h>

#include "call/border.h"
#include "call/calls.h"

static wio__export *first, **last = &first;

/* By constructors, before main. */
void wio__export_add(wio__export *given)
{
	wio__border_open();
	*last = given;
	last = &given->next;
}

const wio__export *wio__export_find(const char *name)
{
	const wio__export *each = first;
	while (each && strcmp(each->name, name) != 0)
		each = each->next;
	return each;
}

const char *wio_export_name(size_t i)
{
	const wio__export *each = first;
	while (each && i-- > 0)
		each = each->next;
	return each ? each->name : NULL;
}
