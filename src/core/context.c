// SPDX-License-Identifier: MIT
#include "core/context.h"

#include "core/call.h"
#include "core/misuse.h"
#include "core/map.h"
#include "core/memory.h"
#include "core/object.h"
#include "core/task.h"
#include "coro.h"
#include "wasyncio/error.h"

bool wio__context_valid(const wio_context *context)
{
	return context && context->object.kind == WIO__CONTEXT;
}

int wio_context_new(wio_context **out)
{
	*out = wio__zalloc(sizeof **out);
	if (!*out)
		return WIO_ENOMEM;
	(*out)->object.kind = WIO__CONTEXT;
	(*out)->object.refs = 1;
	wio__runtime_enter();
	return 0;
}

int wio__context_copy(wio_context **out, wio_context *context)
{
	if (!context)
		context = wio__rt.context;
	int r = wio_context_new(out);
	if (r == 0 && context && context->map)
		(*out)->map = wio__map_retain(context->map);
	return r;
}

wio_context *wio_context_current(void)
{
	if (!wio__rt.context) {
		/* The thread's own, made when it is first asked for. */
		if (!wio__rt.first_context &&
		    wio_context_new(&wio__rt.first_context) == 0)
			wio__rt.users--;
		wio__rt.context = wio__rt.first_context;
	}
	return wio__rt.context;
}

void wio__context_embed(wio_context *context, struct wio__object *owner)
{
	context->object.kind = WIO__CONTEXT;
	context->owner = owner;
	if (wio__rt.context && wio__rt.context->map)
		context->map = wio__map_retain(wio__rt.context->map);
}

void wio__context_unembed(wio_context *context)
{
	if (context->map)
		wio__map_release(context->map);
	context->map = NULL;
}

wio_context *wio__context_retain(wio_context *context)
{
	if (context->owner)
		context->owner->refs++;
	else
		context->object.refs++;
	return context;
}

void wio__context_release(wio_context *context)
{
	if (!context)
		return;
	if (context->owner) {
		wio__owner_release(context->owner);
		return;
	}
	if (--context->object.refs)
		return;
	if (context->map)
		wio__map_release(context->map);
	wio__object_free(context, sizeof *context, WIO__CONTEXT, NULL);
	wio__runtime_leave();
}

void wio__context_scope_free(struct wio__context_scope *scope)
{
	wio__context_release(scope->context);
	wio__free(scope, sizeof *scope);
}
