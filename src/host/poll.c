// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
/*
 * Waiting as any POSIX has it: poll, and a pipe that ends a wait.  Each wait costs
 * all the descriptors that there are, and takes whole milliseconds.
 */
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/compiler.h"
#include "core/memory.h"
#include "host/blocking.h"
#include "host/descriptor.h"
#include "wasyncio/error.h"
#include "wasyncio/io.h"

struct poll {
	int wake[2]; /* a pipe; its reading end is polled[0] */
	unsigned forks;
	/* The oldest first: it is told first. */
	struct pollfd *polled;
	struct wio__watch **watches;
	size_t count; /* of both */
	size_t room;
};

static int open_pipe(int ends[2])
{
	int made[2];
	if (pipe(made) < 0)
		return -errno;
	ends[0] = wio__descriptor_own_nonblocking(made[0]);
	ends[1] = wio__descriptor_own_nonblocking(made[1]);
	int r = ends[0] < 0 ? ends[0] : ends[1] < 0 ? ends[1] : 0;
	for (int i = 0; r < 0 && i < 2; i++)
		if (ends[i] >= 0)
			close(ends[i]);
	return r;
}

static int make_room(struct poll *host)
{
	size_t room = host->room ? host->room * 2 : 4;
	struct pollfd *polled = wio__shared_zalloc(room * sizeof *polled);
	struct wio__watch **watches = wio__shared_zalloc(room * sizeof(void *));
	if (!polled || !watches) {
		free(polled);
		free(watches);
		return WIO_ENOMEM;
	}
	if (host->count) {
		memcpy(polled, host->polled, host->count * sizeof *polled);
		memcpy(watches, host->watches, host->count * sizeof(void *));
	}
	free(host->polled);
	free(host->watches);
	host->polled = polled;
	host->watches = watches;
	host->room = room;
	return 0;
}

int wio__host_open(wio_loop *loop)
{
	/* The last to let go of the loop may be another thread. */
	struct poll *host = wio__shared_zalloc(sizeof *host);
	if (!host)
		return WIO_ENOMEM;
	int r = make_room(host);
	if (r == 0)
		r = open_pipe(host->wake);
	if (r < 0) {
		free(host->polled);
		free(host->watches);
		free(host);
		return r;
	}
	host->forks = wio__descriptor_forks();
	host->polled[host->count++] =
	    (struct pollfd){.fd = host->wake[0], .events = POLLIN};
	*wio__loop_host(loop) = host;
	return 0;
}

void wio__host_close(wio_loop *loop)
{
	struct poll *host = *wio__loop_host(loop);
	close(host->wake[0]);
	close(host->wake[1]);
	free(host->polled);
	free(host->watches);
	free(host);
}

void wio__host_wake(wio_loop *loop)
{
	const struct poll *host = *wio__loop_host(loop);
	const int saved = errno;
	/* Full means that it is going to wake anyway. */
	ssize_t n = write(host->wake[1], "", 1);
	(void)n;
	errno = saved;
}

int wio__host_watch(struct wio__watch *watch)
{
	struct poll *host = *wio__loop_host(watch->loop);
	for (size_t i = 1; i < host->count; i++)
		if (host->watches[i]->fd == watch->fd &&
		    (host->watches[i]->events & watch->events))
			return WIO_EBUSY;
	if (host->count == host->room) {
		int r = make_room(host);
		if (r < 0)
			return r;
	}
	host->watches[host->count] = watch;
	host->polled[host->count++] = (struct pollfd){
	    .fd = watch->fd,
	    .events = (short)((watch->events & WIO_READABLE ? POLLIN : 0) |
	                      (watch->events & WIO_WRITABLE ? POLLOUT : 0))};
	return 0;
}

void wio__host_unwatch(struct wio__watch *watch)
{
	struct poll *host = *wio__loop_host(watch->loop);
	for (size_t i = 1; i < host->count; i++) {
		if (host->watches[i] != watch)
			continue;
		size_t after = --host->count - i;
		memmove(&host->polled[i], &host->polled[i + 1],
		        after * sizeof *host->polled);
		memmove(&host->watches[i], &host->watches[i + 1],
		        after * sizeof(void *));
		return;
	}
}

/* The child gets a pipe of its own, where the other was.  It may have lost what
 * ended its wait. */
static WIO__RARE void part(struct poll *host)
{
	int ends[2];
	host->forks = wio__descriptor_forks();
	if (open_pipe(ends) < 0)
		return;
	for (int i = 0; i < 2; i++)
		(void)wio__descriptor_replace(host->wake[i], ends[i]);
}

/* Up to whole milliseconds: a timer that is early would have to wait again. */
static int milliseconds(int64_t until)
{
	if (until == WIO__NEVER)
		return -1;
	int64_t left = until > 0 ? until - wio__host_now() : 0;
	if (left <= 0)
		return 0;
	left = (left - 1) / WIO_MS(1) + 1;
	return left < INT_MAX ? (int)left : INT_MAX;
}

void wio__host_wait(wio_loop *loop, int64_t until)
{
	struct poll *host = *wio__loop_host(loop);
	if (host->forks != wio__descriptor_forks()) {
		part(host);
		until = 0;
	}
	if (poll(host->polled, (nfds_t)host->count, milliseconds(until)) <= 0)
		return;
	if (host->polled[0].revents) {
		char bytes[64];
		while (read(host->wake[0], bytes, sizeof bytes) == sizeof bytes)
			;
	}
	for (size_t i = 1; i < host->count; i++) {
		int found = wio__descriptor_found(host->watches[i],
		                                  host->polled[i].revents);
		if (found)
			wio__watch_ready(host->watches[i], found);
	}
}
