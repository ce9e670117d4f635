// SPDX-License-Identifier: MIT
/* What is said of a stack that was too small, and of a program that ends itself. */
#include "core/overflow.h"

#include "core/format.h"
#include "core/inner.h"
#include "core/runtime.h"
#include "core/task.h"
#include "coro.h"
#include "host.h"

enum { NAME = 32 };

/* From signal handlers, too: it allocates nothing, as wio__task_name may. */
static const char *name_of(const wio_task *task, char number[NAME])
{
	if (task->name)
		return task->name;
	wio__format(number, NAME, "Task-%u", task->number);
	return number;
}

size_t wio__overflow_describe(const wio_task *task, const struct wio__coro *coro,
                              char *text, size_t size)
{
	char number[NAME];
	return wio__format(text, size,
	                   "%s '%s' overflowed its stack of %zu bytes (high water "
	                   "%zu)",
	                   coro == task->coro ? "task" : "a generator in task",
	                   name_of(task, number), wio__coro_size(coro),
	                   wio__coro_high_water(coro));
}

const char *wio__overflow_advice(const wio_task *task, const struct wio__coro *coro)
{
	if (coro != task->coro)
		return "Give it more by wio_generator_options.stack_size.";
	return task->shares_stack
	           ? "Give it more by wio_task_options.stack_size, without "
	             "shared_stack."
	           : "Give it more by wio_task_options.stack_size.";
}

static size_t describe_end(const wio_task *task, const struct wio__coro *coro,
                           const char *why, char *text, size_t size)
{
	char what[256] = "the program's own stack overflowed, on which main and "
	                 "callbacks run";
	if (task)
		wio__overflow_describe(task, coro, what, sizeof what);
	size_t n = wio__format(text, size,
	                       "wasyncio: %s%s; nothing can go on.  %s\n", what, why,
	                       task ? wio__overflow_advice(task, coro)
	                            : "Link with more for it.");
	return n < size ? n : size - 1;
}

/* Whether that is a stack of the task's. */
static bool runs_on(const wio_task *task, const struct wio__coro *co)
{
	return co && task &&
	       (task->coro == co || (task->inner && task->inner->coro == co));
}

void wio__coro_overflowed(const struct wio__coro *co, wio__coro_log *log)
{
	const wio_task *task = wio__rt.task;
	char text[512];
	size_t n = describe_end(runs_on(task, co) ? task : NULL, co, "", text,
	                        sizeof text);
	(log ? log : wio__host_log)(text, n);
}

void wio__coro_aborted(void)
{
	const wio_task *task = wio__rt.task;
	char number[NAME];
	char text[256];
	size_t n = wio__format(text, sizeof text, "wasyncio: abort was called %s%s%s\n",
	                       task ? "in task '" : "outside of tasks",
	                       task ? name_of(task, number) : "", task ? "'" : "");
	wio__host_log(text, n < sizeof text ? n : sizeof text - 1);
}

_Noreturn void wio__overflow_end(const wio_task *task, const struct wio__coro *coro,
                                 const char *why)
{
	char text[512];
	wio__host_log(text, describe_end(task, coro, why, text, sizeof text));
	__builtin_trap();
}
