// SPDX-License-Identifier: MIT
/* Until nothing more happens. */
#include "core/loop.h"
#include "core/runtime.h"
#include "core/task.h"
#include "wasyncio/task.h"
#include "wasyncio/test.h"

/* One that waits here as well, and is told nothing meanwhile. */
static bool is_idle(struct wio__node *node)
{
	if (!wio__is_task_node(node))
		return false;
	const wio_task *task = wio__container(node, wio_task, ready.node);
	return task->future.marks & WIO__IDLE && !task->must_cancel && task->wake >= 0;
}

static bool are_idle(const struct wio__queue *queue)
{
	struct wio__node *node = queue->first;
	while (node && is_idle(node))
		node = node->next;
	return !node;
}

int wio_test_wait_blocked(void)
{
	wio_task *task = wio__rt.task;
	int r;
	do {
		if (task)
			task->future.marks |= WIO__IDLE;
		r = wio_yield();
		if (task)
			task->future.marks &= (unsigned char)~WIO__IDLE;
	} while (r == 0 && (!are_idle(&wio__rt.stepping->batch) ||
	                    !are_idle(&wio__rt.stepping->ready)));
	return r;
}
