// SPDX-License-Identifier: MIT
#include "core/canceller.h"

#include <string.h>

#include "core/error.h"
#include "core/format.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/task.h"

/* Numbers of tasks that have names of their own begin here. */
enum { NAMED = 1 << 28 };

unsigned wio__canceller_number(void)
{
	return NAMED + ++wio__rt.tasks_known;
}

void wio__canceller_cancel(wio_task *task, enum wio_source_kind kind,
                           const wio_task *of)
{
	const wio__source before = wio__rt.source;
	wio__rt.source = wio__source_of(kind, of);
	wio__task_cancel(task, NULL);
	wio__rt.source = before;
}

static void keep_name(struct wio_error *error, const char *name)
{
	const size_t size = strlen(name) + 1;
	const size_t room = (size + sizeof(void *) - 1) / sizeof(void *);
	error->source_name = wio__alloc(room * sizeof(void *));
	if (!error->source_name)
		return;
	memcpy(error->source_name, name, size);
	error->room = room;
}

/* Of a task that has ended it is known only if it was made from the number. */
static void find_name(struct wio_error *error)
{
	char text[32];
	const unsigned number = error->source / 8;
	const wio_loop *loop = wio__rt.stepping;
	const wio_task *task = loop ? loop->tasks : NULL;
	while (task && task->number != number)
		task = task->next;
	wio__format(text, sizeof text, "Task-%u", number);
	if (task && task->name)
		keep_name(error, task->name);
	else if (number && number < NAMED)
		keep_name(error, text);
}

void wio__canceller_tell(struct wio_error **slot, const wio_task *task)
{
	if (*slot != &wio__error_cancelled || !task ||
	    task->source == WIO_SOURCE_UNKNOWN)
		return;
	struct wio_error *error = wio__error_new(WIO_ECANCELED, NULL);
	if (error->refs) {
		error->source = task->source;
		find_name(error);
		*slot = error;
	}
}

wio_source wio_error_source(const wio_error *error)
{
	if (!error || error->code != WIO_ECANCELED)
		return (wio_source){WIO_SOURCE_UNKNOWN, NULL};
	/* It came with a message, and nobody has asked before. */
	const bool of_task = error->source >= 8;
	if (of_task && !error->source_name)
		find_name((wio_error *)(uintptr_t)error);
	return (wio_source){(enum wio_source_kind)(error->source % 8),
	                    of_task ? error->source_name : NULL};
}

void wio__canceller_format(const struct wio_error *error, char *text, size_t size)
{
	static const char *const by[] = {
	    [WIO_SOURCE_TASK] = "task",
	    [WIO_SOURCE_CALLBACK] = "a callback",
	    [WIO_SOURCE_GROUP] = "the group of task",
	    [WIO_SOURCE_TIMEOUT] = "the timeout of task",
	    [WIO_SOURCE_INTERRUPT] = "an interrupt",
	    [WIO_SOURCE_CLOSE] = "the close of its runner",
	};
	const wio_source source = wio_error_source(error);
	*text = '\0';
	if (source.kind == WIO_SOURCE_UNKNOWN)
		return;
	wio__format(text, size, ", by %s%s%s%s", by[source.kind],
	            source.task ? " '" : error->source >= 8 ? " that has ended" : "",
	            source.task ? source.task : "", source.task ? "'" : "");
}
