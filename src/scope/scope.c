// SPDX-License-Identifier: MIT
#include "scope/scope.h"

#include "core/misuse.h"
#include "core/task.h"

const struct wio__cleanup *wio__scope_above(const wio_task *task,
                                            const struct wio__cleanup *place)
{
	const struct wio__cleanup *d = task->cleanups;
	while (d && d != place && !d->scope)
		d = d->next;
	return d == place ? NULL : d;
}

const char *wio__scope_place(const struct wio__cleanup *scope)
{
	return scope->place ? scope->place : "";
}

/* What a generator has open is not in the list of who entered it. */
static bool is_open_in(const wio_task *task, const struct wio__cleanup *scope)
{
	const struct wio__cleanup *d = task->cleanups;
	while (d && d != scope)
		d = d->next;
	return d != NULL;
}

int wio__scope_refuse(const struct wio__scope *scope, enum wio__kind kind,
                      const char *who)
{
	const wio_task *task = wio__rt.task;
	if (!wio__is(scope, kind) || !scope->task)
		return wio__misuse_raise(scope, kind, who);
	if (scope->task != task)
		return wio__misuse_tell(
		    wio_raise(WIO_ESTATE,
		              "%s: the %s is for task '%s' to close, which opened it%s",
		              who, scope->cleanup.scope, wio__task_name(scope->task),
		              wio__scope_place(&scope->cleanup)));
	if (!is_open_in(task, &scope->cleanup))
		return wio__misuse_tell(
		    wio_raise(WIO_ESTATE,
		              "%s: the %s was opened outside of the generator that task "
		              "'%s' is in%s",
		              who, scope->cleanup.scope, wio__task_name(task),
		              wio__scope_place(&scope->cleanup)));
	const struct wio__cleanup *inner = wio__scope_above(task, &scope->cleanup);
	if (inner)
		return wio__misuse_tell(
		    wio_raise(WIO_ESTATE,
		              "%s: a %s that task '%s' opened later is still open%s",
		              who, inner->scope, wio__task_name(task), wio__scope_place(inner)));
	return 0;
}

int wio__opened(int r, const char *place)
{
	if (r == 0)
		wio__rt.task->cleanups->place = place;
	return r;
}
