// SPDX-License-Identifier: MIT
#include "scope/throw.h"

#include "core/cleanup.h"
#include "core/context.h"
#include "core/error.h"
#include "core/object.h"
#include "core/task.h"
#include "coro.h"
#include "wasyncio/scope.h"

/* A call that wio_throw may leave.  It lies on its task's stack: only the task
 * itself follows these. */
struct call {
	struct wio__protect protect; /* error: the record of before */
	int64_t mark; /* the last that was given outside of it */
	int thrown;
	int before; /* of a cleanup: the result so far */
};

static int call(wio_task *task, struct call *p, wio_fn *fn, void *arg)
{
	p->protect.outer = task->protect;
	p->protect.scopes = task->scopes;
	p->protect.locked = wio__rt.locked;
	p->protect.masked = task->masked;
	task->protect = &p->protect;
	int r = wio__coro_protect(fn, arg);
	task->protect = p->protect.outer;
	return r;
}

/* ---- leaving ---- */

/* The last cleanup.  By name in suspend.list. */
static int wio__protect_end(void *arg)
{
	const struct call *p = arg;
	wio_task *task = wio__rt.task;
	struct wio__cleanup *cleanup = task->cleanups;
	task->cleanups = cleanup->next;
	task->masked++;
	int r = cleanup->call(cleanup, p->before);
	task->masked--;
	return r;
}

/* End what was opened above the mark.  A cleanup that throws is one that fails. */
static int leave(wio_task *task, int64_t mark, int r)
{
	while (task->cleanups && task->cleanups->mark > mark) {
		struct call p = {
		    .mark = mark,
		    .before = r,
		    .protect.error = wio_error_retain(task->error),
		};
		r = call(task, &p, wio__protect_end, &p);
		if (r == p.before)
			wio__error_set(&task->error, p.protect.error);
		else
			wio_error_release(p.protect.error);
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
	const struct call *p = arg;
	wio_task *task = wio__rt.task;
	task->protect = p->protect.outer;
	task->masked = p->protect.masked;
	int r = leave(task, p->mark, p->thrown);
	leave_contexts(task, p->protect.scopes);
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

/* ---- for programs ---- */

int wio_protect(wio_fn *fn, void *arg)
{
	wio__coro_look();
	wio_task *task = wio__rt.task;
	if (!fn)
		return wio_raise(WIO_EINVAL, "wio_protect: fn is NULL");
	if (!task)
		return wio_raise(WIO_ENOTRUNNING, "wio_protect: not inside a task");
	struct call p = {.mark = wio__rt.marks};
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
	struct call *p =
	    task->protect ? wio__container(task->protect, struct call, protect) : NULL;
	if (wio__rt.locked > (p ? p->protect.locked : 0))
		return wio_raise(WIO_ESTATE,
		                 "wio_throw: below a function that must not be left");
	if (p) {
		p->thrown = code;
		wio__coro_leap(land, p);
	}
	wio__task_leave(task, code);
}
