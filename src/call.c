// SPDX-License-Identifier: MIT
#include <string.h>

#include "internal.h"

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
	                 what, wio_task_name(task));
}

void wio__value_call(wio_free_fn *fn, void *value)
{
	if (!fn)
		return;
	wio__lock();
	fn(value);
	wio__unlock();
}

static void give_back(void *arg, wio_free_fn *arg_free, size_t arg_size)
{
	wio__value_call(arg_free, arg);
	if (arg_size)
		wio__free(arg, arg_size);
}

void wio__call_refuse(void *arg, const wio_call_options *options)
{
	if (options)
		wio__value_call(options->arg_free, arg);
}

int wio__call_init(struct wio__call *call, void *arg,
                   const wio_call_options *options, bool own_context)
{
	static const wio_call_options none;
	const wio_call_options *o = options ? options : &none;
	int r = 0;
	*call = (struct wio__call){0};
	if (!o->arg_size && (r = wio__keep_check(arg, "arg")) < 0)
		goto refuse;
	if (o->context && !wio__context_valid(o->context)) {
		r = wio_raise(WIO_EINVAL, "options.context is not a context");
		goto refuse;
	}
	if (o->context)
		call->context = wio_context_retain(o->context);
	else if (own_context)
		r = wio_context_copy(&call->context, NULL);
	if (r < 0)
		goto refuse;
	call->arg = arg;
	if (o->arg_size) {
		call->arg = wio__alloc(o->arg_size);
		if (!call->arg) {
			r = WIO_ENOMEM;
			goto release;
		}
		memcpy(call->arg, arg, o->arg_size);
	}
	call->arg_size = o->arg_size;
	call->arg_free = o->arg_free;
	return 0;
release:
	wio_context_release(call->context);
refuse:
	wio__call_refuse(arg, options);
	return r;
}

void wio__call_fini(struct wio__call *call)
{
	if (call->arg_free || call->arg_size)
		give_back(call->arg, call->arg_free, call->arg_size);
	if (call->context)
		wio_context_release(call->context);
	*call = (struct wio__call){0};
}

int wio__call_enter(struct wio__call *call)
{
	if (call->context->entered)
		return wio_raise(WIO_EENTERED,
		                 "the callback's context is entered already");
	call->before = wio__context_enter(call->context);
	return 0;
}

void wio__call_leave(struct wio__call *call)
{
	wio__context_leave(call->before);
}
