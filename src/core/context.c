// SPDX-License-Identifier: MIT
#include "core/context.h"

#include "core/call.h"
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

int wio_context_copy(wio_context **out, wio_context *context)
{
	*out = NULL;
	if (context && !wio__context_valid(context))
		return wio_raise(WIO_EINVAL, "wio_context_copy: not a context");
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

wio_context *wio_context_retain(wio_context *context)
{
	if (context->owner)
		context->owner->refs++;
	else
		context->object.refs++;
	return context;
}

void wio_context_release(wio_context *context)
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
	context->object.kind = WIO__FREED;
	wio__free(context, sizeof *context);
	wio__runtime_leave();
}

int wio_context_run(wio_context *context, wio_fn *fn, void *arg)
{
	wio__coro_room();
	if (!wio__context_valid(context))
		return wio_raise(WIO_EINVAL, "wio_context_run: not a context");
	if (!fn)
		return wio_raise(WIO_EINVAL, "wio_context_run: fn is NULL");
	if (context->entered)
		return wio_raise(WIO_EENTERED, "the context is entered already");
	struct wio__context_scope *scope = wio__alloc(sizeof *scope);
	if (!scope)
		return WIO_ENOMEM;
	wio_task *task = wio__rt.task;
	scope->context = wio_context_retain(context);
	scope->outer = task ? task->scopes : NULL;
	if (task)
		task->scopes = scope;
	wio_context *before = wio__context_enter(context);
	int r = fn(arg);
	wio__context_leave(before);
	if (task)
		task->scopes = scope->outer;
	wio__context_scope_free(scope);
	return r;
}

void wio__context_scope_free(struct wio__context_scope *scope)
{
	wio_context_release(scope->context);
	wio__free(scope, sizeof *scope);
}
