// SPDX-License-Identifier: MIT
#include "core/internal.h"

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
	defer->mark = task->defers ? task->defers->mark + 1 : 0;
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
	return d->defer.mark;
}

int wio_undefer(int mark, bool run)
{
	wio__coro_room();
	wio_task *task = wio__rt.task;
	if (!task)
		return wio_raise(WIO_ENOTRUNNING, "wio_undefer: not inside a task");
	if (mark < 0 || !task->defers || task->defers->mark < mark)
		return wio_raise(WIO_EINVAL, "wio_undefer: no deferred call has mark %d",
		                 mark);
	for (struct wio__defer *d = task->defers; d && d->mark >= mark; d = d->next)
		if (d->scope)
			return wio_raise(WIO_ESTATE,
			                 "wio_undefer: a scope opened since mark %d is open",
			                 mark);
	int first = 0;
	while (task->defers && task->defers->mark >= mark) {
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
