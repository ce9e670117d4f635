// SPDX-License-Identifier: MIT
#ifndef WIO_SCOPE_H
#define WIO_SCOPE_H

#include "core/cleanup.h"
#include "core/object.h"
#include "core/task.h"

/* What a group and a timeout begin with: they are of the task that opened them,
 * and closed by it, the innermost first. */
struct wio__scope {
	struct wio__object object;
	wio_task *task; /* NULL once it is closed */
	struct wio__cleanup cleanup;
};

/* Why it cannot be closed here and now.
 * [0 it can, WIO_EINVAL it is none, WIO_ESTATE] */
int wio__scope_refuse(const struct wio__scope *scope, enum wio__kind kind,
                      const char *who);

static inline int wio__scope_check(const struct wio__scope *scope,
                                   enum wio__kind kind, const char *who)
{
	/* The innermost is, whatever else there is. */
	const wio_task *task = wio__rt.task;
	return task && task->cleanups && task->cleanups == &scope->cleanup
	           ? 0
	           : wio__scope_refuse(scope, kind, who);
}

/* The one that was opened last of those above a place in the list; NULL: none. */
const struct wio__cleanup *wio__scope_above(const wio_task *task,
                                            const struct wio__cleanup *place);

/* Where it was opened, in brackets, or "". */
const char *wio__scope_place(const struct wio__cleanup *scope);

/* By the macros of debug builds: where the scope that was just opened was. */
int wio__opened(int r, const char *place);

#endif
