// SPDX-License-Identifier: MIT
#include "core/internal.h"

/* A call that wio_throw may leave.  It lies on its task's stack: only the task
 * itself follows these. */
struct wio__protect {
	struct wio__protect *outer;
	struct wio__context_scope *scopes; /* contexts entered outside of it */
	int locked;                        /* as it was */
	int masked;
	int64_t mark; /* the last that was given outside of it */
	int thrown;
	int before; /* of a deferred call: the result so far, */
	struct wio_error *error; /* and its record */
};

static int call(wio_task *task, struct wio__protect *p, wio_fn *fn, void *arg)
{
	p->outer = task->protect;
	p->scopes = task->scopes;
	p->locked = wio__rt.locked;
	p->masked = task->masked;
	task->protect = p;
	int r = wio__coro_protect(fn, arg);
	task->protect = p->outer;
	return r;
}

/* ---- leaving ---- */

/* The last deferred call.  By name in suspend.list. */
static int wio__protect_end(void *arg)
{
	const struct wio__protect *p = arg;
	wio_task *task = wio__rt.task;
	struct wio__defer *defer = task->defers;
	task->defers = defer->next;
	task->masked++;
	int r = defer->call(defer, p->before);
	task->masked--;
	return r;
}

/* End what was opened above the mark.  A deferred call that throws is one that
 * fails. */
static int leave(wio_task *task, int64_t mark, int r)
{
	while (task->defers && task->defers->mark > mark) {
		struct wio__protect p = {
		    .mark = mark,
		    .before = r,
		    .error = wio_error_retain(task->error),
		};
		r = call(task, &p, wio__protect_end, &p);
		if (r == p.before)
			wio__error_set(&task->error, p.error);
		else
			wio_error_release(p.error);
	}
	return r;
}

static void leave_contexts(wio_task *task, const struct wio__context_scope *outer)
{
	while (task->scopes != outer) {
		struct wio__context_scope *scope = task->scopes;
		task->scopes = scope->outer;
		wio__context_leave(task->scopes ? task->scopes->context
		                                : task->call.context);
		wio__context_scope_free(scope);
	}
}

/* What a throw does while the frames that it leaves are still there. */
static int land(void *arg)
{
	const struct wio__protect *p = arg;
	wio_task *task = wio__rt.task;
	task->protect = p->outer;
	task->masked = p->masked;
	int r = leave(task, p->mark, p->thrown);
	leave_contexts(task, p->scopes);
	return r;
}

static int end(void *arg)
{
	wio_task *task = arg;
	wio__task_abandon(task, task->result);
}

_Noreturn void wio__task_leave(wio_task *task, int error)
{
	task->result = error;
	wio__coro_leap_out(end, task);
}

void wio__protect_drop(wio_task *task)
{
	for (; task->protect; task->protect = task->protect->outer)
		wio_error_release(task->protect->error);
}

/* ---- for programs ---- */

int wio_protect(wio_fn *fn, void *arg)
{
	wio_task *task = wio__rt.task;
	if (!fn)
		return wio_raise(WIO_EINVAL, "wio_protect: fn is NULL");
	if (!task)
		return wio_raise(WIO_ENOTRUNNING, "wio_protect: not inside a task");
	struct wio__protect p = {.mark = wio__rt.marks};
	int r = call(task, &p, fn, arg);
	return leave(task, p.mark, r);
}

int wio_throw(int code)
{
	wio_task *task = wio__rt.task;
	if (code >= 0)
		return wio_raise(WIO_EINVAL, "wio_throw: code %d is not negative", code);
	if (!task)
		return wio_raise(WIO_ENOTRUNNING, "wio_throw: not inside a task");
	struct wio__protect *p = task->protect;
	if (wio__rt.locked > (p ? p->locked : 0))
		return wio_raise(WIO_ESTATE,
		                 "wio_throw: below a function that must not be left");
	if (p) {
		p->thrown = code;
		wio__coro_leap(land, p);
	}
	wio__task_leave(task, code);
}
