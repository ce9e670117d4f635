// SPDX-License-Identifier: MIT
/* What a task has open: called when it ends. */
#include "core/cleanup.h"

#include "core/error.h"
#include "core/inner.h"
#include "core/task.h"

void wio__cleanup_push(wio_task *task, struct wio__cleanup *cleanup)
{
	cleanup->next = task->cleanups;
	cleanup->mark = ++wio__rt.marks;
	task->cleanups = cleanup;
}

void wio__cleanup_remove(wio_task *task, struct wio__cleanup *cleanup)
{
	for (struct wio__cleanup **c = &task->cleanups; *c; c = &(*c)->next) {
		if (*c == cleanup) {
			*c = cleanup->next;
			return;
		}
	}
}

const struct wio__cleanup *wio__cleanup_scope(const wio_task *task,
                                              const struct wio__cleanup *base)
{
	const struct wio__cleanup *c = task->cleanups;
	for (const struct wio__inner *i = task->inner;; i = i->outer) {
		for (; c && c != base; c = c->next)
			if (c->scope)
				return c;
		if (!i)
			return NULL;
		c = i->cleanups; /* of what is around it */
	}
}

int wio__cleanup_run_all(wio_task *task, int r)
{
	task->masked++;
	while (task->cleanups) {
		struct wio__cleanup *cleanup = task->cleanups;
		task->cleanups = cleanup->next;
		/* The record of the result so far is kept in the future, where it is
		 * found if the call never returns. */
		wio__error_set(&task->future.error, wio_error_retain(task->error));
		int s = cleanup->call(cleanup, r);
		if (s == r)
			wio__error_set(&task->error,
			               wio_error_retain(task->future.error));
		r = s;
	}
	task->masked--;
	return r;
}
