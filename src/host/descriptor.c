// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include "host/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <unistd.h>

#include "wasyncio/io.h"

enum { FIRST_OURS = STDERR_FILENO + 1 };

int wio__descriptor_own(int fd)
{
	if (fd < 0)
		return -errno;
	int r = fd;
	if (fd < FIRST_OURS) {
		r = fcntl(fd, F_DUPFD_CLOEXEC, FIRST_OURS);
		if (r < 0)
			r = -errno;
		close(fd);
	} else if (fcntl(fd, F_SETFD, FD_CLOEXEC) < 0) {
		r = -errno;
		close(fd);
	}
	return r;
}

int wio__descriptor_own_nonblocking(int fd)
{
	fd = wio__descriptor_own(fd);
	if (fd >= 0 && fcntl(fd, F_SETFL, O_NONBLOCK) < 0) {
		int r = -errno;
		close(fd);
		return r;
	}
	return fd;
}

int wio__descriptor_replace(int old, int fd)
{
	int r = dup2(fd, old) < 0 || fcntl(old, F_SETFD, FD_CLOEXEC) < 0 ? -errno : 0;
	close(fd);
	return r;
}

int wio__descriptor_found(const struct wio__watch *watch, int found)
{
	if (found & POLLNVAL)
		return -EBADF;
	if (found & POLLERR)
		return watch->events;
	int events = (found & (POLLIN | POLLHUP) ? WIO_READABLE : 0) |
	             (found & POLLOUT ? WIO_WRITABLE : 0);
	events &= watch->events;
	/* Hung up, and only writing was asked for: writing will say so. */
	return events == 0 && (found & POLLHUP) ? watch->events : events;
}

static unsigned forks;

static void forked(void)
{
	forks++;
}

static void listen_to_forks(void)
{
	(void)pthread_atfork(NULL, NULL, forked);
}

unsigned wio__descriptor_forks(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	(void)pthread_once(&once, listen_to_forks);
	return forks;
}
