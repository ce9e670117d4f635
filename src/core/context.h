// SPDX-License-Identifier: MIT
#ifndef WIO_CORE_CONTEXT_H
#define WIO_CORE_CONTEXT_H

#include <stdbool.h>

#include "core/object.h"
#include "core/runtime.h"
#include "wasyncio/context.h"

struct wio__map; /* immutable: variable to value */

struct wio_context {
	struct wio__object object;
	struct wio__object *owner; /* it lies in there, and is counted there */
	struct wio__map *map;
	unsigned entered; /* how often, just now */
};

/* One that is entered by wio_context_run.  They hang on the task, since the
 * task leaves them all with each suspend. */
struct wio__context_scope {
	struct wio__context_scope *outer;
	wio_context *context;
};

bool wio__context_valid(const wio_context *context);
void wio__context_scope_free(struct wio__context_scope *scope);
/* A copy of the current context that lies in a zeroed object. */
void wio__context_embed(wio_context *context, struct wio__object *owner);
void wio__context_unembed(wio_context *context);

/* Make it the current one; returns what was, for leave. */
static inline wio_context *wio__context_enter(wio_context *context)
{
	wio_context *before = wio__rt.context;
	context->entered++;
	wio__rt.context = context;
	return before;
}

static inline void wio__context_leave(wio_context *before)
{
	wio__rt.context->entered--;
	wio__rt.context = before;
}

/* What programs do with them, without a look at the handle. */
int wio__context_copy(wio_context **out, wio_context *context);
wio_context *wio__context_retain(wio_context *context);
void wio__context_release(wio_context *context);
wio_contextvar *wio__contextvar_retain(wio_contextvar *var);
void wio__contextvar_release(wio_contextvar *var);

#endif
