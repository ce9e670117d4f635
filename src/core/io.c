// SPDX-License-Identifier: MIT
#include <errno.h>
#include <limits.h>

#include "core/loop.h"
#include "core/memory.h"
#include "core/object.h"
#include "core/task.h"
#include "core/wait.h"
#include "host.h"
#include "wasyncio/error.h"
#include "wasyncio/io.h"

/*
 * A task's wait for a descriptor.  Its node runs in the iteration that finds
 * the descriptor ready and wakes the task for the next one.  It is on the heap
 * because a node in the ready queue outlives a wait that is cancelled.
 */
struct fd_wait {
	struct wio__watch watch;
	struct wio__node node;
	wio_task *task; /* NULL: it waits no more */
	bool queued;
};

static void wait_free(struct fd_wait *wait)
{
	wio__free(wait, sizeof *wait);
}

static void wait_over(struct wio__node *node)
{
	struct fd_wait *wait = wio__container(node, struct fd_wait, node);
	wait->queued = false;
	if (wait->task)
		wio__task_wake(wait->task, wait->watch.result);
	else
		wait_free(wait);
}

static void wait_drop(struct wio__node *node)
{
	struct fd_wait *wait = wio__container(node, struct fd_wait, node);
	wait->queued = false;
	if (!wait->task)
		wait_free(wait);
}

void wio__watch_ready(struct wio__watch *watch, int result)
{
	struct fd_wait *wait = wio__container(watch, struct fd_wait, watch);
	if (wait->queued)
		return;
	watch->result = result;
	wait->queued = true;
	wio__loop_ready(watch->loop, &wait->node);
}

/* An error of the host's, with the descriptor it is about. */
static int name_error(int r, int fd)
{
	return r < 0 && r > -4096 ? wio_raise(r, "wio_wait_fd: descriptor %d: %s", fd,
	                                      wio_strerror(r))
	                          : r;
}

int wio_wait_fd(int fd, int events)
{
	if (fd < 0 || !events || (events & ~(WIO_READABLE | WIO_WRITABLE)))
		return wio_raise(WIO_EINVAL,
		                 "wio_wait_fd: descriptor %d, events %d", fd, events);
	int r = wio__wait_check();
	if (r < 0)
		return r;
	wio_task *task = wio__rt.task;
	wio_loop *loop = task->future.loop;
	struct fd_wait *wait = wio__zalloc(sizeof *wait);
	if (!wait)
		return WIO_ENOMEM;
	wait->watch.loop = loop;
	wait->watch.fd = fd;
	wait->watch.events = events;
	wait->node.run = wait_over;
	wait->node.drop = wait_drop;
	wait->task = task;
	r = wio__host_watch(&wait->watch);
	if (r < 0) {
		wait_free(wait);
		if (r == WIO_EBUSY)
			wio_raise(r, "another task waits for descriptor %d", fd);
		else if (r == WIO_ENOTSUP)
			wio_raise(r, "this host cannot wait for descriptor %d", fd);
		return name_error(r, fd);
	}
	loop->watches++;
	task->fd = fd;
	r = wio__wait_event(task, WIO__WAIT_DESCRIPTOR);
	loop->watches--;
	wio__host_unwatch(&wait->watch);
	wait->task = NULL;
	if (!wait->queued)
		wait_free(wait);
	return name_error(r, fd);
}

int wio_stdin_read(void *buffer, size_t size)
{
	if (!buffer || size == 0)
		return wio_raise(WIO_EINVAL, "wio_stdin_read: no buffer");
	if (size > INT_MAX)
		size = INT_MAX;
	for (;;) {
		int r = wio__wait_check();
		if (r < 0)
			return r;
		/* Who waits for input is not to lose it to one that comes later. */
		if (wio__rt.reading)
			return wio_raise(WIO_EBUSY, "another task reads standard input");
		r = wio__host_stdin_read(buffer, size);
		if (r != -EAGAIN)
			return r;
		wio__rt.reading = true;
		r = wio_wait_fd(WIO__STDIN, WIO_READABLE);
		wio__rt.reading = false;
		if (r < 0)
			return r;
	}
}
