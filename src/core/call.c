// SPDX-License-Identifier: MIT
#include "core/call.h"

#include <string.h>

#include "core/callback.h"
#include "core/compiler.h"
#include "core/context.h"
#include "core/memory.h"
#include "core/object.h"
#include "core/task.h"
#include "coro.h"
#include "wasyncio/error.h"
#include "wasyncio/loop.h"

int wio__keep_check_slow(const void *pointer, const char *what)
{
	const wio_task *task = wio__rt.task;
	if (!wio__coro_is_shared(pointer))
		return 0;
	return wio_raise(WIO_ESTACK,
	                 "%s is on the shared stack of task '%s', where other tasks "
	                 "run while it waits: pass allocated or static memory, copy "
	                 "an argument by arg_size, or make the task without "
	                 "shared_stack",
	                 what, wio__task_name(task));
}

WIO__RARE int wio__arg_refuse(size_t size)
{
	return wio_raise(WIO_EINVAL, "arg is NULL, of which %zu bytes are to be copied",
	                 size);
}

WIO__NEVER_INLINE void wio__value_call(wio_free_fn *fn, void *value)
{
	if (!fn)
		return;
	wio__lock();
	fn(value);
	wio__unlock();
}

void wio__arg_free(struct wio__arg *arg)
{
	struct wio__arg ended = *arg;
	*arg = (struct wio__arg){0};
	wio__value_call(ended.free, ended.pointer);
	if (ended.size)
		wio__free(ended.pointer, ended.size);
}

void wio__call_refuse(void *arg, const wio_call_options *options)
{
	if (options)
		wio__value_call(options->arg_free, arg);
}

static int keep_arg(struct wio__arg *kept, void *arg, const wio_call_options *o)
{
	kept->pointer = arg;
	if (o->arg_size) {
		kept->pointer = wio__alloc(o->arg_size);
		if (!kept->pointer)
			return WIO_ENOMEM;
		memcpy(kept->pointer, arg, o->arg_size);
	}
	kept->size = o->arg_size;
	kept->free = o->arg_free;
	return 0;
}

int wio__arg_init(struct wio__arg *kept, void *arg, size_t size, wio_free_fn *free)
{
	const wio_call_options options = {.arg_size = size, .arg_free = free};
	int r = wio__arg_check(arg, size);
	if (r == 0)
		r = keep_arg(kept, arg, &options);
	if (r < 0) {
		*kept = (struct wio__arg){0};
		wio__value_call(free, arg);
	}
	return r;
}

int wio__call_init(struct wio__call *call, struct wio__object *owner, void *arg,
                   const wio_call_options *options)
{
	static const wio_call_options none;
	const wio_call_options *o = options ? options : &none;
	int r = wio__arg_check(arg, o->arg_size);
	if (r == 0 && o->context && !wio__context_valid(o->context))
		r = wio_raise(WIO_EINVAL, "options.context is not a context");
	if (r == 0)
		r = keep_arg(&call->arg, arg, o);
	if (r < 0) {
		wio__call_refuse(arg, options);
		return r;
	}
	if (o->context) {
		call->context = wio__context_retain(o->context);
	} else {
		wio__context_embed(&call->own, owner);
		call->context = &call->own;
	}
	return 0;
}

void wio__call_fini(struct wio__call *call)
{
	wio__arg_end(&call->arg);
	if (call->context == &call->own)
		wio__context_unembed(&call->own);
	else
		wio__context_release(call->context);
}

int wio__call_enter(struct wio__call *call, wio_context **before)
{
	if (call->context->entered)
		return wio_raise(WIO_EENTERED,
		                 "the callback's context is entered already");
	*before = wio__context_enter(call->context);
	return 0;
}

void wio__owner_release(struct wio__object *owner)
{
	if (owner->kind == WIO__TASK)
		wio__task_release((wio_task *)owner);
	else if (owner->kind == WIO__HANDLE)
		wio__handle_release((wio_handle *)owner);
	else
		wio__callback_release((struct wio__callback *)owner);
}
