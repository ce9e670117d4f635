// SPDX-License-Identifier: MIT
/* What may be asked of a task. */
#include "core/call.h"
#include "core/format.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/task.h"
#include "coro.h"
#include "host.h"
#include "wasyncio/error.h"
#include "wasyncio/future.h"

wio_task *wio_current_task(void)
{
	return wio__rt.task;
}

const char *wio__task_running(struct wio__coro **stack)
{
	wio_task *task = wio__rt.task;
	if (!task)
		return NULL;
	*stack = task->coro;
	return wio_task_name(task);
}

size_t wio_all_tasks(const wio_loop *loop, wio_task **tasks, size_t n)
{
	size_t count = 0;
	if (!loop)
		loop = wio__rt.stepping;
	for (wio_task *t = loop ? loop->tasks : NULL; t; t = t->next) {
		if (count < n)
			tasks[count] = t;
		count++;
	}
	return count;
}

wio_future *wio_task_future(wio_task *task)
{
	return task ? &task->future : NULL;
}

bool wio_task_cancelled(const wio_task *task)
{
	return wio_future_cancelled(&task->future);
}

bool wio_task_done(const wio_task *task)
{
	return wio_future_done(&task->future);
}

int wio_task_result(wio_task *task)
{
	return wio_future_result(&task->future);
}

int wio_task_exception(wio_task *task)
{
	return wio_future_exception(&task->future);
}

const wio_error *wio_task_error(wio_task *task)
{
	return wio_future_error(&task->future);
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
	return wio_future_value(&task->future);
}

void *wio_task_take(wio_task *task)
{
	return wio_future_take(&task->future);
}

const char *wio_task_name(const wio_task *task)
{
	if (!task->name) {
		char text[32];
		wio__format(text, sizeof text, "Task-%u", task->number);
		/* Made when it is asked for: most tasks never are. */
		((wio_task *)(uintptr_t)task)->name = wio__strdup(text);
	}
	return task->name ? task->name : "Task";
}

int wio_task_set_name(wio_task *task, const char *name)
{
	if (!name)
		return wio_raise(WIO_EINVAL, "wio_task_set_name: name is NULL");
	char *copy = wio__strdup(name);
	if (!copy)
		return WIO_ENOMEM;
	wio__strfree(task->name);
	task->name = copy;
	return 0;
}

wio_context *wio_task_context(const wio_task *task)
{
	return task->call.context;
}

size_t wio_task_stack_size(const wio_task *task)
{
	return task->coro ? wio__coro_size(task->coro) : 0;
}

size_t wio_task_stack_high_water(const wio_task *task)
{
	return task->coro ? wio__coro_high_water(task->coro) : task->high_water;
}
