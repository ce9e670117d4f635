// SPDX-License-Identifier: MIT
#include "core/misuse.h"
#include "core/task.h"

#include "core/call.h"
#include "core/canceller.h"
#include "core/cleanup.h"
#include "core/compiler.h"
#include "core/context.h"
#include "core/eager.h"
#include "core/error.h"
#include "core/force.h"
#include "core/format.h"
#include "core/future.h"
#include "core/inner.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/object.h"
#include "core/outside.h"
#include "core/overflow.h"
#include "core/place.h"
#include "core/report.h"
#include "core/runs.h"
#include "core/slow.h"
#include "core/timer.h"
#include "core/trace.h"
#include "core/waiters.h"
#include "coro.h"
#include "host.h"

/* ---- making ---- */

static void link_task(wio_loop *loop, wio_task *task)
{
	task->previous = loop->tasks_last;
	if (loop->tasks_last)
		loop->tasks_last->next = task;
	else
		loop->tasks = task;
	loop->tasks_last = task;
}

static void unlink_task(wio_loop *loop, wio_task *task)
{
	if (task->previous)
		task->previous->next = task->next;
	else
		loop->tasks = task->next;
	if (task->next)
		task->next->previous = task->previous;
	else
		loop->tasks_last = task->previous;
	task->next = task->previous = NULL;
}

/* What runs on the task's stack when its code has returned. */
int wio__task_leave_scopes(void *arg)
{
	wio_task *task = arg;
	return wio__cleanup_run_all(task, task->result);
}

static int check(wio_loop *loop, wio_fn *fn, const wio_task_options *o)
{
	if (!fn)
		return wio_raise(WIO_EINVAL, "wio_create_task: fn is NULL");
	if (loop->closed)
		return wio_raise(WIO_ECLOSED, "wio_create_task: the loop is closed");
	if (o->shared_stack && o->stack_size)
		return wio_raise(WIO_EINVAL,
		                 "wio_create_task: stack_size with shared_stack, which "
		                 "is %d bytes for all",
		                 WIO__SHARED_SIZE);
	return 0;
}

static int make_own(wio_task *task, wio_fn *fn, size_t size)
{
	int r = wio__coro_create(&task->coro, size ? size : (size_t)WIO__TASK_STACK, fn,
	                         task->call.arg.pointer);
	if (r == WIO_EINVAL)
		r = wio_raise(WIO_ESTACK,
		              "a stack of %zu bytes is too small: the least is %zu",
		              size, wio__coro_smallest);
	return r;
}

/* It has a coroutine when it begins. */
static WIO__RARE int make_shared(wio_task *task, wio_loop *loop, wio_fn *fn)
{
	task->shares_stack = true;
	task->fn = fn;
	return loop->stack ? 0 : wio__shared_create(&loop->stack);
}

static WIO__RARE void begin_shared(wio_task *task)
{
	task->coro = wio__coro_begin_shared(task->future.loop->stack, task->fn,
	                                    task->call.arg.pointer);
}

/* Its first step is next. */
static inline void begin(wio_task *task)
{
	task->started = true;
	if (task->shares_stack)
		begin_shared(task);
}

static inline bool is_eager(const wio_loop *loop, const wio_task_options *options)
{
	return wio__is_linked(wio__eager_begin) && wio__eager_is_wanted(loop, options);
}

/* All of it but its place in the loop. */
static inline __attribute__((always_inline)) int
make(wio_loop *loop, wio_task **out, wio_fn *fn, void *arg,
     const wio_task_options *options)
{
	static const wio_task_options none;
	const wio_task_options *o = options ? options : &none;
	const wio_call_options given = {o->context, o->arg_size, o->arg_free};
	const wio_call_options *call = options ? &given : NULL;
	wio__coro_room();
	wio_task *task = NULL;
	int r = check(loop, fn, o);
	if (r == 0 && !(task = wio__zalloc(sizeof *task)))
		r = WIO_ENOMEM;
	if (r < 0) {
		wio__call_refuse(arg, call);
		return r;
	}
	r = wio__call_init(&task->call, &task->future.object, arg, call);
	if (r < 0)
		goto free_task;
	if (o->name && !(task->name = wio__strdup(o->name))) {
		r = WIO_ENOMEM;
		goto free_call;
	}
	if (o->shared_stack || (wio__rt.share_stacks && !o->stack_size))
		r = make_shared(task, loop, fn);
	else
		r = make_own(task, fn, o->stack_size);
	if (r < 0)
		goto free_name;
	task->ready.node.run = wio__task_step;
	if (loop->debug) {
		if (task->coro)
			wio__coro_paint(task->coro);
		if (wio__is_linked(wio__slow_step))
			task->ready.node.run = wio__slow_step;
	}
	*out = task;
	return 0;
free_name:
	wio__strfree(task->name);
free_call:
	wio__call_fini(&task->call);
free_task:
	wio__free(task, sizeof *task);
	return r;
}

/* It is one of the loop's from here on. */
static inline __attribute__((always_inline)) void enter_loop(wio_loop *loop,
                                                             wio_task *task)
{
	wio__loop_look(loop);
	wio__future_init(&task->future, WIO__TASK, loop);
	if (!task->name)
		task->number = ++wio__rt.tasks_named;
	else if (wio__canceller_is_linked())
		task->number = wio__canceller_number();
	if (wio__is_linked(wio__run_join))
		wio__run_join(task);
	link_task(loop, task);
}

static inline __attribute__((always_inline)) void start(wio_loop *loop,
                                                        wio_task *task)
{
	enter_loop(loop, task);
	task->queued = true;
	wio__loop_ready(loop, &task->ready.node);
	wio__loop_changed(loop);
}

int wio__task_new(wio_loop *loop, wio_task **out, wio_fn *fn, void *arg,
                  const wio_task_options *options)
{
	wio_task *task;
	if (out)
		*out = NULL;
	int r = make(loop, &task, fn, arg, options);
	if (r < 0)
		return r;
	if (wio__is_linked(wio__place_take))
		task->place = wio__place_take();
	if (is_eager(loop, options))
		return wio__eager_begin(loop, task, out);
	start(loop, task);
	if (out)
		*out = wio__task_retain(task);
	return 0;
}

int wio__task_prepare(wio_loop *loop, wio_task **out, wio_fn *fn, void *arg,
                      const wio_task_options *options)
{
	*out = NULL;
	return make(loop, out, fn, arg, options);
}

wio_task *wio__task_start(wio_loop *loop, wio_task *task)
{
	wio__context_unembed(&task->call.own);
	wio__context_embed(&task->call.own, &task->future.object);
	start(loop, task);
	return wio__task_retain(task);
}

wio_task *wio__task_run_now(wio_loop *loop, wio_task *task)
{
	enter_loop(loop, task);
	wio__task_retain(task);
	begin(task);
	/* It has frames of its own; those that it is called from are not waited in. */
	const int depth = wio__coro_host_depth, locked = wio__rt.locked;
	wio__coro_host_depth = 0;
	wio__rt.locked = 0;
	wio__rt.nested++;
	wio__trace(WIO__EVENT_START, task, 0);
	wio__task_continue(task);
	wio__rt.nested--;
	wio__coro_host_depth = depth;
	wio__rt.locked = locked;
	return task;
}

void wio__task_run_closed(wio_loop *loop, wio_task *task)
{
	wio__context_unembed(&task->call.own);
	wio__context_embed(&task->call.own, &task->future.object);
	wio__task_release(wio__task_run_now(loop, task));
}

void wio__task_discard(wio_task *task)
{
	wio__coro_destroy(task->coro);
	wio__call_fini(&task->call);
	wio__strfree(task->name);
	wio__free(task, sizeof *task);
}

int wio_create_task(wio_task **out, wio_fn *fn, void *arg,
                    const wio_task_options *options)
{
	if (wio__rt.stepping)
		return wio__task_new(wio__rt.stepping, out, fn, arg, options);
	if (out)
		*out = NULL;
	if (options)
		wio__value_call(options->arg_free, arg);
	return wio_raise(WIO_ENOTRUNNING,
	                 "wio_create_task: no loop is running; see "
	                 "wio_loop_create_task");
}

wio_task *wio__task_retain(wio_task *task)
{
	task->future.object.refs++;
	return task;
}

WIO__RARE void wio__task_release_last(wio_task *task)
{
	wio__future_report(&task->future);
	if (--task->future.object.refs)
		return; /* it was taken up there */
	wio__call_fini(&task->call);
	wio__error_set(&task->error, NULL);
	wio__error_set(&task->cancel_error, NULL);
	if (wio__rt.gone)
		wio__task_name(task); /* to be known by */
	char *name = task->name;
	wio__future_fini(&task->future);
	wio__object_free(task, sizeof *task, WIO__TASK, name);
	if (name)
		wio__strfree(name);
}

const char *wio__task_name(const wio_task *task)
{
	if (!task->name) {
		char text[32];
		wio__format(text, sizeof text, "Task-%u", task->number);
		/* Made when it is asked for: most tasks never are. */
		((wio_task *)(uintptr_t)task)->name = wio__strdup(text);
	}
	return task->name ? task->name : "Task";
}

/* ---- ending ---- */

const char *wio__task_running(struct wio__coro **stack)
{
	wio_task *task = wio__rt.task;
	if (!task)
		return NULL;
	*stack = task->inner ? task->inner->coro : task->coro;
	return wio__task_name(task);
}

/* Its calls of wio_protect are left for good: a throw is to pass them. */
static void drop_protects(wio_task *task)
{
	for (; task->protect; task->protect = task->protect->outer)
		wio_error_release(task->protect->error);
}

_Noreturn void wio__task_abandon(wio_task *task, int error)
{
	drop_protects(task);
	/* Those that are left, if this is one of them. */
	task->result = task->cleanups ? wio__cleanup_run_all(task, error) : error;
	wio__coro_abandon();
}

static void wio__task_finish(wio_task *task, int r)
{
	wio_loop *loop = task->future.loop;
	struct wio_error *error = NULL;
	wio__trace(WIO__EVENT_END, task, r);
	if (task->coro) {
		task->high_water = wio__coro_high_water(task->coro);
		wio__coro_destroy(task->coro);
		task->coro = NULL;
	}
	unlink_task(loop, task);
	while (task->scopes) {
		/* It was abandoned inside of them. */
		struct wio__context_scope *scope = task->scopes;
		task->scopes = scope->outer;
		wio__context_scope_free(scope);
	}
	if (wio__is_linked(wio__force_settle))
		r = wio__force_settle(task, r);
	enum wio__state state = WIO__FINISHED;
	if (r >= 0 && task->must_cancel) {
		/* Cancelled in its last step: what it returned is lost. */
		task->must_cancel = false;
		state = WIO__CANCELLED;
		r = WIO_ECANCELED;
		error = wio_error_retain(task->cancel_error);
		void *value = wio__future_take(&task->future);
		if (value)
			wio__value_call(task->future.value_free, value);
	} else if (r < 0) {
		if (task->error && task->error->code == r)
			error = wio_error_retain(task->error);
		if (r == WIO_ECANCELED)
			state = WIO__CANCELLED;
	}
	wio__error_set(&task->error, NULL);
	const bool driven = !wio__is_linked(wio__run_finish) || !task->run;
	if (driven)
		wio__future_finish(&task->future, state, r, error);
	else
		wio__run_finish(task, state, r, error);
	if (loop->closed && r == WIO_ECLOSED)
		task->future.unretrieved = false; /* reported as pending */
	if (state == WIO__FINISHED && wio__leaves(r) && driven && !loop->closed &&
	    !task->eager)
		wio__loop_leave(loop, r, error);
	/* Now, not with the last handle. */
	wio__arg_end(&task->call.arg);
	wio__task_release(task);
}

/* ---- stepping ---- */

/* Contexts are entered for each step: the task's own, and those within it that
 * it is inside of.  Returns what was current before. */
static inline wio_context *enter(wio_task *task)
{
	wio_context *before = wio__rt.context;
	wio_context *context = task->call.context;
	context->entered++;
	for (struct wio__context_scope *s = task->scopes; s; s = s->outer)
		s->context->entered++;
	wio__rt.context = task->scopes ? task->scopes->context : context;
	return before;
}

static inline void leave(wio_task *task, wio_context *before)
{
	task->call.context->entered--;
	for (struct wio__context_scope *s = task->scopes; s; s = s->outer)
		s->context->entered--;
	wio__rt.context = before;
}

/* Its code was left where it was about to need more than there is.  What it
 * deferred may point into the frames that it left. */
static bool overflowed(wio_task *task, struct wio__coro **coro, int locked)
{
	if (wio__rt.locked != locked)
		wio__overflow_end(task, *coro, " in a callback");
	/* They lie in those frames, and nobody lands there any more. */
	drop_protects(task);
	char text[256];
	wio__overflow_describe(task, *coro, text, sizeof text);
	wio_task *before = wio__rt.task;
	wio__rt.task = task;
	task->result = wio_raise(WIO_ESTACK, "%s.  %s", text, wio__overflow_advice(task, *coro));
	wio__rt.task = before;
	if (!task->cleanups)
		return false;
	const size_t size = *coro == task->coro && task->shares_stack
	                        ? (size_t)WIO__TASK_STACK
	                        : wio__coro_size(*coro);
	if (wio__coro_move(coro, size, wio__task_leave_scopes, task) < 0)
		wio__overflow_end(task, *coro,
		                  ", and there is no memory to run what it deferred");
	return true;
}

bool wio__task_left(wio_task *task, struct wio__coro **coro,
                    enum wio__coro_state how, int locked)
{
	if (how == WIO__CORO_OVERFLOWED)
		return overflowed(task, coro, locked);
	if (how == WIO__CORO_DAMAGED)
		wio__overflow_end(task, *coro, " and damaged the memory below it");
	return false;
}

/* It did not come back by a wait, nor by its end. */
static WIO__RARE void left(wio_task *task, enum wio__coro_state how, int locked)
{
	if (wio__task_left(task, &task->coro, how, locked))
		wio__task_continue(task);
	else
		wio__task_finish(task, task->result);
}

/* Run it until its next wait or its end. */
static inline __attribute__((always_inline)) void resume(wio_task *task)
{
	wio_task *before = wio__rt.task;
	const int locked = wio__rt.locked;
	wio__rt.task = task;
	wio_context *context = enter(task);
	enum wio__coro_state state = wio__coro_resume(task->coro);
	leave(task, context);
	wio__rt.task = before;
	if (state == WIO__CORO_SUSPENDED) {
		if (task->future.loop->preempted != task)
			wio__trace(WIO__EVENT_SUSPEND, task, 0);
		if (task->must_cancel)
			wio__task_cancel_wait(task);
	} else if (state == WIO__CORO_ENDED) {
		task->result = wio__coro_result(task->coro);
		if (task->cleanups) {
			wio__coro_again(task->coro, wio__task_leave_scopes, task);
			wio__task_continue(task);
		} else {
			wio__task_finish(task, task->result);
		}
	} else {
		left(task, state, locked);
	}
}

WIO__NEVER_INLINE void wio__task_continue(wio_task *task)
{
	resume(task);
}

static WIO__RARE int cancelled(wio_task *task)
{
	const bool awaits = task->wait == WIO__WAIT_FUTURE;
	task->must_cancel = false;
	/* One that comes by the future is not replaced: it has its message. */
	if (awaits && task->waiting_on->result == WIO_ECANCELED)
		task->cancel_passed_on = true;
	else
		task->wake = WIO_ECANCELED;
	return WIO_ECANCELED;
}

/* How its wait went: what asyncio would send or throw in. */
static inline int outcome(wio_task *task)
{
	if (task->must_cancel)
		return cancelled(task);
	if (task->wait == WIO__WAIT_FUTURE)
		return task->waiting_on->result;
	return task->wake;
}

void wio__task_step(struct wio__node *node)
{
	wio_task *task = wio__container(node, wio_task, ready.node);
	task->queued = false;
	if (!task->started) {
		if (task->must_cancel) {
			task->must_cancel = false;
			task->wake = WIO_ECANCELED;
			if (!task->finalises) {
				/* Before its first step: its body never runs. */
				task->error = wio_error_retain(task->cancel_error);
				wio__task_finish(task, WIO_ECANCELED);
				return;
			}
		} else if (task->call.context->entered) {
			task->error = wio__error_new(
			    WIO_EENTERED, "the task's context is entered already");
			wio__task_finish(task, WIO_EENTERED);
			return;
		}
		begin(task);
		wio__trace(WIO__EVENT_START, task, task->wake);
	} else {
		wio__trace(WIO__EVENT_RESUME, task, outcome(task));
	}
	resume(task);
}

void wio__task_wake(wio_task *task, int result)
{
	if (task->wait < WIO__WAIT_EVENT)
		return;
	if (task->waits_in)
		wio__waiters_roused(task);
	/* Its timer must not come into the queue behind it: the task may end first,
	 * and be gone when it is the timer's turn. */
	wio__timers_remove(&task->future.loop->timers, &task->timer);
	task->wait = WIO__WAIT_NONE;
	task->wake = result;
	task->queued = true;
	wio__loop_ready(task->future.loop, &task->ready.node);
}

/* A task that is pending when its loop closes: its waits return WIO_ECLOSED
 * until it ends (wait.c lets it end after so many of them). */
void wio__task_close(wio_task *task)
{
	wio_loop *loop = task->future.loop;
	wio__report(loop, WIO_REPORT_PENDING,
	            "a task was still pending when its loop was closed", 0, NULL,
	            task, NULL);
	if (!task->started) {
		task->error = wio__error_bare(WIO_ECLOSED);
		wio__task_finish(task, WIO_ECLOSED);
		return;
	}
	if (task->wait == WIO__WAIT_FUTURE &&
	    task->waiting_on->state == WIO__PENDING)
		wio__link_remove(&task->waiting_on->callbacks, &task->ready);
	task->must_cancel = false;
	task->wake = WIO_ECLOSED;
	wio__trace(WIO__EVENT_RESUME, task, WIO_ECLOSED);
	wio__task_continue(task);
}
