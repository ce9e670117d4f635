// SPDX-License-Identifier: MIT
#include <limits.h>

#include "core/cleanup.h"
#include "core/cxx.h"
#include "core/memory.h"
#include "core/object.h"
#include "core/task.h"
#include "coro.h"
#include "scope/scope.h"
#include "wasyncio/scope.h"

struct deferred {
	struct wio__cleanup cleanup;
	wio_fn *fn;
	void *arg;
};

static struct deferred *deferred_of(struct wio__cleanup *cleanup)
{
	return wio__container(cleanup, struct deferred, cleanup);
}

/* What programs have of a mark: that of a call taken back long ago is that of no
 * other. */
static int mark_of(const struct wio__cleanup *cleanup)
{
	return (int)(cleanup->mark & INT_MAX);
}

/* A deferred call's error replaces the result, which becomes its context. */
static int wio__defer_call(struct wio__cleanup *cleanup, int r)
{
	const struct deferred d = *deferred_of(cleanup);
	wio__free(deferred_of(cleanup), sizeof d);
	int s = wio__cxx_guard(d.fn, d.arg);
	return s < 0 ? s : r;
}

int wio_defer(wio_fn *fn, void *arg)
{
	wio__coro_look();
	wio_task *task = wio__rt.task;
	if (!fn)
		return wio_raise(WIO_EINVAL, "wio_defer: fn is NULL");
	if (!task)
		return wio_raise(WIO_ENOTRUNNING, "wio_defer: not inside a task");
	struct deferred *d = wio__zalloc(sizeof *d);
	if (!d)
		return WIO_ENOMEM;
	d->cleanup.call = wio__defer_call;
	d->fn = fn;
	d->arg = arg;
	wio__cleanup_push(task, &d->cleanup);
	return mark_of(&d->cleanup);
}

int wio_undefer(int mark, bool run)
{
	wio__coro_look();
	wio_task *task = wio__rt.task;
	if (!task)
		return wio_raise(WIO_ENOTRUNNING, "wio_undefer: not inside a task");
	const struct wio__cleanup *last = task->cleanups;
	while (last && (last->scope || mark_of(last) != mark))
		last = last->next;
	if (!last)
		return wio_raise(WIO_EINVAL,
		                 "wio_undefer: no deferred call of task '%s' has mark %d",
		                 wio__task_name(task), mark);
	const struct wio__cleanup *scope = wio__scope_above(task, last);
	if (scope)
		return wio_raise(WIO_ESTATE,
		                 "wio_undefer: a %s opened since mark %d is open%s",
		                 scope->scope, mark, wio__scope_place(scope));
	int first = 0;
	const int64_t down_to = last->mark;
	while (task->cleanups && task->cleanups->mark >= down_to) {
		struct wio__cleanup *d = task->cleanups;
		task->cleanups = d->next;
		int r = 0;
		if (run)
			r = d->call(d, 0);
		else
			wio__free(deferred_of(d), sizeof(struct deferred));
		if (first == 0)
			first = r;
	}
	return first;
}
