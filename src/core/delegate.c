// SPDX-License-Identifier: MIT
#include "core/compiler.h"
#include "core/future.h"
#include "core/object.h"
#include "core/task.h"

void wio__delegate_init(struct wio__delegate *delegate, wio_loop *loop,
                        wio_task *(*task)(const struct wio__delegate *, size_t))
{
	wio__future_init(&delegate->future, WIO__FUTURE, loop);
	delegate->future.delegates = true;
	delegate->task = task;
}

/* In never.list: it cannot wait. */
WIO__NEVER_INLINE wio_task *wio__delegate_next(struct wio__delegate *delegate)
{
	wio_task *task;
	do
		task = delegate->task(delegate, delegate->next++);
	while (task && task->future.state != WIO__PENDING);
	return task;
}

wio_task *wio__delegate_begin(wio_future *future, struct wio__delegate **asked)
{
	struct wio__delegate *delegate =
	    wio__container(future, struct wio__delegate, future);
	delegate->next = 0;
	wio_task *first = wio__delegate_next(delegate);
	if (!first)
		return NULL;
	delegate->cancelled = true;
	delegate->asking = true;
	delegate->asker = *asked;
	*asked = delegate;
	return first;
}

wio_task *wio__delegate_go_on(struct wio__delegate **asked)
{
	while (*asked) {
		wio_task *task = wio__delegate_next(*asked);
		if (task)
			return task;
		(*asked)->asking = false;
		*asked = (*asked)->asker;
	}
	return NULL;
}
