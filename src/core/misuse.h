// SPDX-License-Identifier: MIT
#ifndef WIO_MISUSE_H
#define WIO_MISUSE_H

#include <stddef.h>
#include <stdlib.h>

#include "core/compiler.h"
#include "core/memory.h"
#include "core/object.h"
#include "core/runtime.h"
#include "wasyncio/error.h"

/*
 * Handles that are none, or none any more.  What an object is stays in its first
 * word when it is gone (memory.c), so a handle that is used once too often is
 * seen for as long as nothing else took the place.  In debug mode the last
 * objects that went keep their places, and their names are known.
 */

static inline bool wio__is(const void *handle, enum wio__kind kind)
{
	return handle && ((const struct wio__object *)handle)->kind == kind;
}

/* Leave a record that names the function and what it was given.
 * [WIO_EINVAL] */
int wio__misuse_raise(const void *handle, enum wio__kind kind, const char *who);

/* The same from what every program has: it says no more than `what` it wants where
 * nothing else that looks at handles is linked.  Then none can be gone. */
WIO__IF_LINKED int wio__misuse_known(const void *handle, enum wio__kind kind,
                                     const char *who);

static inline int wio__misuse_refuse(const void *handle, enum wio__kind kind,
                                     const char *who, const char *what)
{
	return wio__is_linked(wio__misuse_known)
	           ? wio__misuse_known(handle, kind, who)
	           : wio_raise(WIO_EINVAL, "%s: not a %s", who, what);
}

/* In debug mode report the record of a refusal, too, for whoever does not look at
 * what such calls return.  [r] */
int wio__misuse_tell(int r);

/* The same as a report, where no error can be returned.  [0] */
int wio__misuse_report(const void *handle, enum wio__kind kind, const char *who);

/* The same for a loop of another thread. */
int wio__misuse_thread(const char *who);

/* Somebody needs the object still, and this would be the last reference. */
void wio__misuse_release(const void *handle, enum wio__kind kind,
                         const char *why, const char *who);

/* The same of what other rooms make, which know what it is called, and what its end. */
struct wio__noun {
	enum wio__kind kind;
	const char *what;
	const char *end;
};
int wio__noun_raise(const void *handle, const struct wio__noun *noun,
                    const char *who);
int wio__noun_report(const void *handle, const struct wio__noun *noun,
                     const char *who);
void wio__noun_release(const struct wio__noun *noun, const char *why,
                       const char *who);

/* Debug mode: keep what goes from now on, until the thread's last object.  Linked
 * with what looks at handles. */
WIO__IF_LINKED void wio__misuse_watch(void);
WIO__IF_LINKED void wio__misuse_forget(void);

/* In debug mode: later. */
WIO__IF_LINKED void wio__object_free_late(void *object, size_t size,
                                          enum wio__kind kind, const char *name);

/* Of its memory, now. */
static inline void wio__object_give_back(void *object, size_t size,
                                         enum wio__kind kind)
{
	/* Any thread may be the last to let go of a loop. */
	if (kind == WIO__LOOP)
		free(object);
	else
		wio__free(object, size);
}

/* The end of an object, and of its memory.  name: a task's or a variable's, or
 * NULL. */
static inline void wio__object_free(void *object, size_t size,
                                    enum wio__kind kind, const char *name)
{
	((struct wio__object *)object)->kind = WIO__FREED;
	if (wio__rt.gone)
		wio__object_free_late(object, size, kind, name);
	else
		wio__object_give_back(object, size, kind);
}

#endif
