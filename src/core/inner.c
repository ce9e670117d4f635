// SPDX-License-Identifier: MIT
#include "core/inner.h"

#include "core/compiler.h"
#include "core/context.h"
#include "core/error.h"
#include "core/loop.h"
#include "core/wait.h"

int wio__inner_init(struct wio__inner *inner, size_t size, wio_fn *fn, void *arg)
{
	int r = wio__coro_create(&inner->coro, size, fn, arg);
	if (r == WIO_EINVAL)
		r = wio_raise(WIO_ESTACK,
		              "a stack of %zu bytes is too small: the least is %zu",
		              size, wio__coro_smallest);
	return r;
}

void wio__inner_discard(struct wio__inner *inner)
{
	if (inner->coro)
		wio__coro_destroy(inner->coro);
	inner->coro = NULL;
}

/* ---- what a task has, and what an inner one ---- */

static void exchange(struct wio__inner *inner, wio_task *task)
{
	struct wio__cleanup *cleanups = task->cleanups;
	struct wio__protect *protect = task->protect;
	task->cleanups = inner->cleanups;
	task->protect = inner->protect;
	inner->cleanups = cleanups;
	inner->protect = protect;
}

static inline void come(struct wio__inner *inner, wio_task *task)
{
	inner->task = task;
	inner->outer = task->inner;
	task->inner = inner;
	exchange(inner, task);
	inner->scopes = task->scopes;
	inner->masked = task->masked;
	inner->ended = task->future.error;
	if (inner->ended)
		task->future.error = NULL;
	/* Calls that it has open are inside of what the task has open now. */
	for (struct wio__protect *p = task->protect; p; p = p->outer) {
		p->scopes = task->scopes;
		p->masked = task->masked;
		p->locked = wio__rt.locked;
	}
}

static inline void go(struct wio__inner *inner, wio_task *task)
{
	task->inner = inner->outer;
	inner->outer = NULL;
	inner->task = NULL;
	exchange(inner, task);
	if (task->future.error != inner->ended)
		wio__error_set(&task->future.error, inner->ended);
}

/* ---- running it ---- */

/* The task cannot wait for what it waits for in there. */
static void give_up(wio_task *task)
{
	wio_loop *loop = task->future.loop;
	if (loop->preempted == task)
		loop->preempted = NULL;
	else
		wio__wait_give_up(task);
}

/* It came back by neither a leave nor a wait: false when nothing is left to run. */
static WIO__RARE bool goes_on(struct wio__inner *inner, wio_task *task,
                              enum wio__coro_state how, int locked)
{
	if (how == WIO__CORO_ENDED) {
		task->result = wio__coro_result(inner->coro);
		if (!task->cleanups)
			return false;
		wio__coro_again(inner->coro, wio__task_leave_scopes, task);
		return true;
	}
	return wio__task_left(task, &inner->coro, how, locked);
}

static WIO__RARE void end(struct wio__inner *inner, wio_task *task)
{
	/* It was left for good inside of them. */
	while (task->scopes != inner->scopes) {
		struct wio__context_scope *scope = task->scopes;
		task->scopes = scope->outer;
		wio__context_leave(task->scopes ? task->scopes->context
		                                : task->call.context);
		wio__context_scope_free(scope);
	}
	task->masked = inner->masked;
	wio__coro_destroy(inner->coro);
	inner->coro = NULL;
}

int wio__inner_enter(struct wio__inner *inner, int *result)
{
	wio_task *task = wio__rt.task;
	const int locked = wio__rt.locked;
	come(inner, task);
	for (;;) {
		enum wio__coro_state state = wio__coro_resume(inner->coro);
		if (state != WIO__CORO_SUSPENDED) {
			if (goes_on(inner, task, state, locked))
				continue;
			*result = task->result;
			end(inner, task);
			go(inner, task);
			return 0;
		}
		if (inner->leaves) {
			inner->leaves = false;
			go(inner, task);
			return 1;
		}
		if (wio__coro_suspend() < 0)
			give_up(task);
	}
}

/* ---- from within ---- */

int wio__inner_check(const wio_task *task, const char *who)
{
	if (!wio__coro_can_suspend())
		return wio_raise(WIO_ENOSUSPEND,
		                 "%s: a frame of the host lies between here and its "
		                 "start: it cannot be suspended",
		                 who);
	for (const struct wio__cleanup *c = task->cleanups; c; c = c->next)
		if (c->scope)
			return wio_raise(WIO_ESTATE,
			                 "%s: a %s that was opened in it is still open%s",
			                 who, c->scope, c->place ? c->place : "");
	if (task->scopes != task->inner->scopes)
		return wio_raise(WIO_ESTATE, "%s: below a call of wio_context_run", who);
	if (task->masked != task->inner->masked)
		return wio_raise(WIO_ESTATE, "%s: in a deferred call", who);
	return 0;
}
