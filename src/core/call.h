// SPDX-License-Identifier: MIT
#ifndef WIO_CALL_H
#define WIO_CALL_H

#include <stddef.h>

#include "core/context.h"
#include "core/object.h"
#include "wasyncio/types.h"

/* Call what a program gave to free (or retain) a value of its, if it gave
 * anything.  It cannot wait there. */
void wio__value_call(wio_free_fn *fn, void *value);

/* An argument, and how it goes. */
struct wio__arg {
	void *pointer;
	wio_free_fn *free;
	size_t size; /* not zero: it is our copy */
};

/* Keep one, or a copy of size bytes; when that fails it is given back.
 * [0, WIO_ENOMEM, WIO_ESTACK] */
int wio__arg_init(struct wio__arg *kept, void *arg, size_t size, wio_free_fn *free);
void wio__arg_free(struct wio__arg *arg);
/* Give it back, once. */
static inline void wio__arg_end(struct wio__arg *arg)
{
	if (arg->free || arg->size)
		wio__arg_free(arg);
}

/* What is to be called, by a task or a callback: its argument and context as
 * given by wio_call_options.  Part of an object, which its own context needs. */
struct wio__call {
	wio_context *context; /* given, or its own */
	struct wio__arg arg;
	wio_context own;
};

/* In a zeroed object.  Takes arg over; when it fails, arg is given back.
 * [0, WIO_EINVAL not a context, WIO_ENOMEM, WIO_ESTACK] */
int wio__call_init(struct wio__call *call, struct wio__object *owner, void *arg,
                   const wio_call_options *options);
void wio__call_refuse(void *arg, const wio_call_options *options);
/* The last reference to the object is gone. */
void wio__call_fini(struct wio__call *call);
/* Make its context the current one; before: what was.  [0, WIO_EENTERED] */
int wio__call_enter(struct wio__call *call, wio_context **before);
/* Let go of an object that has a context. */
void wio__owner_release(struct wio__object *owner);

#endif
