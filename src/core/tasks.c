// SPDX-License-Identifier: MIT
/* What may be asked of a task. */
#include "core/call.h"
#include "core/canceller.h"
#include "core/format.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/misuse.h"
#include "core/task.h"
#include "coro.h"
#include "host.h"
#include "wasyncio/error.h"
#include "wasyncio/future.h"

wio_task *wio_current_task(void)
{
	return wio__rt.task;
}

size_t wio_all_tasks(const wio_loop *loop, wio_task **tasks, size_t n)
{
	size_t count = 0;
	if (loop && !wio__is(loop, WIO__LOOP)) {
		wio__misuse_report(loop, WIO__LOOP, "wio_all_tasks");
		return 0;
	}
	if (!loop)
		loop = wio__rt.stepping;
	for (wio_task *t = loop ? loop->tasks : NULL; t; t = t->next) {
		if (tasks && count < n)
			tasks[count] = t;
		count++;
	}
	return count;
}

wio_future *wio_task_future(wio_task *task)
{
	return task ? &task->future : NULL;
}

int wio_loop_create_task(wio_loop *loop, wio_task **out, wio_fn *fn, void *arg,
                         const wio_task_options *options)
{
	int r = wio__loop_check(loop, "wio_loop_create_task");
	if (r == 0)
		return wio__task_new(loop, out, fn, arg, options);
	if (out)
		*out = NULL;
	if (options)
		wio__value_call(options->arg_free, arg);
	return r;
}

/* ---- by handle ---- */

static int not_a_task(const wio_task *task, const char *who)
{
	return wio__misuse_raise(task, WIO__TASK, who);
}

static bool is_task(const wio_task *task, const char *who)
{
	return wio__is(task, WIO__TASK) || wio__misuse_report(task, WIO__TASK, who);
}

wio_task *wio_task_retain(wio_task *task)
{
	return is_task(task, "wio_task_retain") ? wio__task_retain(task) : task;
}

void wio_task_release(wio_task *task)
{
	if (!task || !is_task(task, "wio_task_release"))
		return;
	/* The loop has one until then. */
	if (task->future.object.refs == 1 && task->future.state == WIO__PENDING)
		wio__misuse_release(task, WIO__TASK, "is not done", "wio_task_release");
	else
		wio__task_release(task);
}

int wio_task_cancel(wio_task *task, const char *message)
{
	if (!wio__is(task, WIO__TASK))
		return not_a_task(task, "wio_task_cancel");
	int r = wio__loop_check_thread(task->future.loop, "wio_task_cancel");
	if (r < 0)
		return r;
	wio__rt.source = wio__source_here();
	return wio__task_cancel(task, message);
}

int wio_task_uncancel(wio_task *task)
{
	if (!wio__is(task, WIO__TASK))
		return not_a_task(task, "wio_task_uncancel");
	int r = wio__loop_check_thread(task->future.loop, "wio_task_uncancel");
	return r < 0 ? r : wio__task_uncancel(task);
}

int wio_task_cancelling(const wio_task *task)
{
	return wio__is(task, WIO__TASK) ? wio__task_cancelling(task)
	                                : not_a_task(task, "wio_task_cancelling");
}

bool wio_task_cancelled(const wio_task *task)
{
	return is_task(task, "wio_task_cancelled") &&
	       wio_future_cancelled(&task->future);
}

bool wio_task_done(const wio_task *task)
{
	return is_task(task, "wio_task_done") && wio_future_done(&task->future);
}

int wio_task_result(wio_task *task)
{
	return wio__is(task, WIO__TASK) ? wio_future_result(&task->future)
	                                : not_a_task(task, "wio_task_result");
}

int wio_task_exception(wio_task *task)
{
	return wio__is(task, WIO__TASK) ? wio_future_exception(&task->future)
	                                : not_a_task(task, "wio_task_exception");
}

const wio_error *wio_task_error(wio_task *task)
{
	return is_task(task, "wio_task_error") ? wio_future_error(&task->future)
	                                       : NULL;
}

int wio_task_set_value(void *value, wio_free_fn *free_value)
{
	wio_task *task = wio__rt.task;
	if (!task)
		return wio_raise(WIO_ENOTRUNNING,
		                 "wio_task_set_value: not inside a task");
	int r = wio__keep_check(value, "value");
	if (r < 0)
		return r;
	if (task->future.value)
		wio__value_call(task->future.value_free, task->future.value);
	task->future.value = value;
	task->future.value_free = free_value;
	return 0;
}

void *wio_task_value(const wio_task *task)
{
	return is_task(task, "wio_task_value") ? task->future.value : NULL;
}

void *wio_task_take(wio_task *task)
{
	return is_task(task, "wio_task_take") ? wio__future_take(&task->future)
	                                      : NULL;
}

const char *wio_task_name(const wio_task *task)
{
	return is_task(task, "wio_task_name") ? wio__task_name(task) : "";
}

int wio_task_set_name(wio_task *task, const char *name)
{
	if (!wio__is(task, WIO__TASK))
		return not_a_task(task, "wio_task_set_name");
	if (!name)
		return wio_raise(WIO_EINVAL, "wio_task_set_name: name is NULL");
	int r = wio__loop_check_thread(task->future.loop, "wio_task_set_name");
	if (r < 0)
		return r;
	char *copy = wio__strdup(name);
	if (!copy)
		return WIO_ENOMEM;
	wio__strfree(task->name);
	task->name = copy;
	return 0;
}

wio_context *wio_task_context(const wio_task *task)
{
	return is_task(task, "wio_task_context") ? task->call.context : NULL;
}

/* It will begin on the shared stack, where nothing is of it yet. */
static bool is_to_share(const wio_task *task)
{
	return task->shares_stack && !task->started;
}

size_t wio_task_stack_size(const wio_task *task)
{
	if (!is_task(task, "wio_task_stack_size") ||
	    task->future.state != WIO__PENDING)
		return 0;
	return is_to_share(task) ? (size_t)WIO__SHARED_SIZE
	                         : wio__coro_size(task->coro);
}

size_t wio_task_stack_high_water(const wio_task *task)
{
	if (!is_task(task, "wio_task_stack_high_water"))
		return 0;
	if (task->coro)
		return wio__coro_high_water(task->coro);
	return is_to_share(task) ? 0 : task->high_water;
}
