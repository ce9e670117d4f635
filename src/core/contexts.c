// SPDX-License-Identifier: MIT
/* What programs do with a context. */
#include "core/context.h"
#include "core/cxx.h"
#include "core/memory.h"
#include "core/misuse.h"
#include "core/task.h"
#include "coro.h"
#include "wasyncio/error.h"

static bool is_context(const wio_context *context, const char *who)
{
	return wio__is(context, WIO__CONTEXT) ||
	       wio__misuse_report(context, WIO__CONTEXT, who);
}

int wio_context_copy(wio_context **out, wio_context *context)
{
	*out = NULL;
	return context && !wio__is(context, WIO__CONTEXT)
	           ? wio__misuse_raise(context, WIO__CONTEXT, "wio_context_copy")
	           : wio__context_copy(out, context);
}

wio_context *wio_context_retain(wio_context *context)
{
	return is_context(context, "wio_context_retain")
	           ? wio__context_retain(context)
	           : context;
}

void wio_context_release(wio_context *context)
{
	if (!context || !is_context(context, "wio_context_release"))
		return;
	const struct wio__object *owner = context->owner;
	if (owner ? owner->refs == 1 && owner->kind == WIO__TASK &&
	                ((const wio_task *)owner)->future.state == WIO__PENDING
	          : context->object.refs == 1 && context->entered)
		wio__misuse_release(context, WIO__CONTEXT, "is in use",
		                    "wio_context_release");
	else
		wio__context_release(context);
}

int wio_context_run(wio_context *context, wio_fn *fn, void *arg)
{
	wio__coro_look();
	if (!wio__context_valid(context))
		return wio__misuse_raise(context, WIO__CONTEXT, "wio_context_run");
	if (!fn)
		return wio_raise(WIO_EINVAL, "wio_context_run: fn is NULL");
	if (context->entered)
		return wio_raise(WIO_EENTERED, "the context is entered already");
	struct wio__context_scope *scope = wio__alloc(sizeof *scope);
	if (!scope)
		return WIO_ENOMEM;
	wio_task *task = wio__rt.task;
	scope->context = wio__context_retain(context);
	scope->outer = task ? task->scopes : NULL;
	if (task)
		task->scopes = scope;
	wio_context *before = wio__context_enter(context);
	int r = wio__cxx_guard(fn, arg);
	wio__context_leave(before);
	if (task)
		task->scopes = scope->outer;
	wio__context_scope_free(scope);
	return r;
}
