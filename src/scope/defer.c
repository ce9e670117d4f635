// SPDX-License-Identifier: MIT
#include <limits.h>

#include "core/misuse.h"
#include "scope/scope.h"

struct deferred {
	struct wio__defer defer;
	wio_fn *fn;
	void *arg;
};

static struct deferred *deferred_of(struct wio__defer *defer)
{
	return wio__container(defer, struct deferred, defer);
}

void wio__defer_push(wio_task *task, struct wio__defer *defer)
{
	defer->next = task->defers;
	defer->mark = ++wio__rt.marks;
	task->defers = defer;
}

void wio__defer_remove(wio_task *task, struct wio__defer *defer)
{
	for (struct wio__defer **d = &task->defers; *d; d = &(*d)->next) {
		if (*d == defer) {
			*d = defer->next;
			return;
		}
	}
}

/* What programs have of a mark: that of a call taken back long ago is that of no
 * other. */
static int mark_of(const struct wio__defer *defer)
{
	return (int)(defer->mark & INT_MAX);
}

/* ---- scopes ---- */

/* The one that was opened last of those above a place in the list. */
static const struct wio__defer *scope_above(const wio_task *task,
                                            const struct wio__defer *place)
{
	const struct wio__defer *d = task->defers;
	while (d && d != place && !d->scope)
		d = d->next;
	return d == place ? NULL : d;
}

static const char *place_of(const struct wio__defer *scope)
{
	return scope->place ? scope->place : "";
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
		              who, scope->defer.scope, wio_task_name(scope->task),
		              place_of(&scope->defer)));
	const struct wio__defer *inner = scope_above(task, &scope->defer);
	if (inner)
		return wio__misuse_tell(
		    wio_raise(WIO_ESTATE,
		              "%s: a %s that task '%s' opened later is still open%s",
		              who, inner->scope, wio_task_name(task), place_of(inner)));
	return 0;
}

int wio__opened(int r, const char *place)
{
	if (r == 0)
		wio__rt.task->defers->place = place;
	return r;
}

/* ---- deferred calls ---- */

/* A deferred call's error replaces the result, which becomes its context. */
static int wio__defer_call(struct wio__defer *defer, int r)
{
	const struct deferred d = *deferred_of(defer);
	wio__free(deferred_of(defer), sizeof d);
	int s = d.fn(d.arg);
	return s < 0 ? s : r;
}

int wio__defer_run_all(wio_task *task, int r)
{
	task->masked++;
	while (task->defers) {
		struct wio__defer *defer = task->defers;
		task->defers = defer->next;
		/* The record of the result so far is kept in the future, where it is
		 * found if the call never returns. */
		wio__error_set(&task->future.error, wio_error_retain(task->error));
		int s = defer->call(defer, r);
		if (s == r)
			wio__error_set(&task->error,
			               wio_error_retain(task->future.error));
		r = s;
	}
	task->masked--;
	return r;
}

int wio_defer(wio_fn *fn, void *arg)
{
	wio__coro_room();
	wio_task *task = wio__rt.task;
	if (!fn)
		return wio_raise(WIO_EINVAL, "wio_defer: fn is NULL");
	if (!task)
		return wio_raise(WIO_ENOTRUNNING, "wio_defer: not inside a task");
	struct deferred *d = wio__zalloc(sizeof *d);
	if (!d)
		return WIO_ENOMEM;
	d->defer.call = wio__defer_call;
	d->fn = fn;
	d->arg = arg;
	wio__defer_push(task, &d->defer);
	return mark_of(&d->defer);
}

int wio_undefer(int mark, bool run)
{
	wio__coro_room();
	wio_task *task = wio__rt.task;
	if (!task)
		return wio_raise(WIO_ENOTRUNNING, "wio_undefer: not inside a task");
	const struct wio__defer *last = task->defers;
	while (last && (last->scope || mark_of(last) != mark))
		last = last->next;
	if (!last)
		return wio_raise(WIO_EINVAL,
		                 "wio_undefer: no deferred call of task '%s' has mark %d",
		                 wio_task_name(task), mark);
	const struct wio__defer *scope = scope_above(task, last);
	if (scope)
		return wio_raise(WIO_ESTATE,
		                 "wio_undefer: a %s opened since mark %d is open%s",
		                 scope->scope, mark, place_of(scope));
	int first = 0;
	const int64_t down_to = last->mark;
	while (task->defers && task->defers->mark >= down_to) {
		struct wio__defer *d = task->defers;
		task->defers = d->next;
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
