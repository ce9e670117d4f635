// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
/*
 * Waiting as Linux has it: epoll, and an eventfd that ends a wait.
 *
 * The kernel keeps a list of descriptors, each with the events that are asked for.
 * What a wait has put there stays when it is over.  Of one that nobody waits for any
 * more an event may come all the same; that takes it off the list.
 *
 * Nobody tells us when a program closes a descriptor and its number is given to
 * another file, which is not on the list then.  So each wait adds its descriptor:
 * where the same file is listed the call fails at once, which is as much as to say
 * that all is well, and is cheaper than any other question.  Where the former file
 * is still open by another descriptor the kernel goes on to report it, and no call
 * takes it off the list.  So from then on each wait for that number has a stamp of
 * its own, and at an event with another one we begin a new list.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "core/compiler.h"
#include "core/memory.h"
#include "host/blocking.h"
#include "host/descriptor.h"
#include "wasyncio/error.h"
#include "wasyncio/io.h"

_Static_assert(EPOLLIN == POLLIN && EPOLLOUT == POLLOUT && EPOLLERR == POLLERR &&
                   EPOLLHUP == POLLHUP,
               "what epoll has found reads as what poll has");

enum side { READER, WRITER, SIDES };

static const int events_of[SIDES] = {WIO_READABLE, WIO_WRITABLE};

enum { MOST_FOUND = 256 }; /* by one call; the next one finds others first */

/* For a descriptor. */
struct entry {
	struct wio__watch *waits[SIDES]; /* one may be on both */
	uint32_t stamp; /* of what was asked for last: its events have it */
	uint8_t told;   /* events whose wait is over, but is still there */
	uint8_t listed; /* events that the kernel was asked for */
	bool reused;    /* there was another file, which may still be on the list */
};

struct epoll {
	int list; /* the kernel's */
	int wake; /* on it, with a stamp that no other has */
	unsigned forks;
	struct entry *entries; /* by descriptor */
	size_t room;
};

static int wanted(const struct entry *entry)
{
	int events = 0;
	for (int side = 0; side < SIDES; side++)
		if (entry->waits[side])
			events |= events_of[side];
	return events;
}

/* Tell all but one of those who wait: what was found, or else an error.  False:
 * it is nothing to anybody. */
static bool tell(struct entry *entry, int found, int error,
                 const struct wio__watch *but)
{
	bool concerns = false;
	for (int side = 0; side < SIDES; side++) {
		struct wio__watch *watch = entry->waits[side];
		if (!watch || watch == but)
			continue;
		int r = error ? error : wio__descriptor_found(watch, found);
		if (r == 0)
			continue;
		concerns = true;
		if (entry->told & events_of[side])
			continue;
		entry->told |= (uint8_t)watch->events;
		wio__watch_ready(watch, r);
	}
	return concerns;
}

/* ---- the kernel's list ---- */

static int control(const struct epoll *host, int operation, int fd, int events,
                   uint32_t stamp)
{
	struct epoll_event event = {
	    .events = (events & WIO_READABLE ? EPOLLIN : 0U) |
	              (events & WIO_WRITABLE ? EPOLLOUT : 0U),
	    .data.u64 = (uint64_t)stamp << 32 | (uint32_t)fd};
	return epoll_ctl(host->list, operation, fd, &event) < 0 ? -errno : 0;
}

enum { ANOTHER = 1 };

/* Ask for these events.  [0, ANOTHER file was listed for the descriptor, a
 * negative errno value] */
static int ask(const struct epoll *host, int fd, int events)
{
	struct entry *entry = &host->entries[fd];
	/* The wake-up's is 0. */
	const uint32_t stamp = entry->stamp + 1 ? entry->stamp + 1 : 1;
	bool another = false;
	int r;
	if (entry->reused) {
		r = control(host, EPOLL_CTL_MOD, fd, events, stamp);
		if (r == -ENOENT) {
			another = entry->listed != 0;
			r = control(host, EPOLL_CTL_ADD, fd, events, stamp);
		}
	} else {
		r = control(host, EPOLL_CTL_ADD, fd, events, stamp);
		if (r == -EEXIST && entry->listed == events)
			return 0;
		if (r == -EEXIST)
			r = control(host, EPOLL_CTL_MOD, fd, events, stamp);
		else
			another = entry->reused = entry->listed != 0;
	}
	entry->stamp = stamp;
	entry->listed = r < 0 ? 0 : (uint8_t)events;
	return r < 0 ? r : another ? ANOTHER : 0;
}

/* Ask for what is waited for, and tell those who wait what comes of it at once. */
static void ask_for_all(const struct epoll *host, int fd,
                        const struct wio__watch *newest)
{
	struct entry *entry = &host->entries[fd];
	int r = ask(host, fd, wanted(entry));
	/* Nothing that anybody has to wait for, such as a regular file. */
	if (r == -EPERM)
		tell(entry, POLLIN | POLLOUT, 0, NULL);
	else if (r < 0)
		tell(entry, 0, r, NULL);
	/* The others wait for what was closed. */
	else if (r == ANOTHER && newest)
		tell(entry, 0, -EBADF, newest);
}

/* A list that has nothing but what is waited for; it takes the old one's place. */
static WIO__RARE void begin_list(struct epoll *host)
{
	int fd = wio__descriptor_own(epoll_create1(EPOLL_CLOEXEC));
	if (fd < 0 || wio__descriptor_replace(host->list, fd) < 0)
		return; /* next time */
	(void)control(host, EPOLL_CTL_ADD, host->wake, WIO_READABLE, 0);
	for (size_t i = 0; i < host->room; i++) {
		host->entries[i].listed = 0;
		host->entries[i].reused = false;
		if (wanted(&host->entries[i]))
			ask_for_all(host, (int)i, NULL);
	}
}

/* An event that nobody waits for would come again and again. */
static bool forget(const struct epoll *host, int fd)
{
	struct entry *entry = &host->entries[fd];
	if (wanted(entry)) {
		ask_for_all(host, fd, NULL);
		return true;
	}
	entry->listed = 0;
	return control(host, EPOLL_CTL_DEL, fd, 0, 0) == 0;
}

/* ---- opening ---- */

int wio__host_open(wio_loop *loop)
{
	/* The last to let go of the loop may be another thread. */
	struct epoll *host = wio__shared_zalloc(sizeof *host);
	if (!host)
		return WIO_ENOMEM;
	int r = host->wake =
	    wio__descriptor_own(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
	if (r < 0)
		goto free_host;
	r = host->list = wio__descriptor_own(epoll_create1(EPOLL_CLOEXEC));
	if (r < 0)
		goto close_wake;
	r = control(host, EPOLL_CTL_ADD, host->wake, WIO_READABLE, 0);
	if (r < 0)
		goto close_list;
	host->forks = wio__descriptor_forks();
	*wio__loop_host(loop) = host;
	return 0;
close_list:
	close(host->list);
close_wake:
	close(host->wake);
free_host:
	free(host);
	return r;
}

void wio__host_close(wio_loop *loop)
{
	struct epoll *host = *wio__loop_host(loop);
	close(host->list);
	close(host->wake);
	free(host->entries);
	free(host);
}

void wio__host_wake(wio_loop *loop)
{
	const struct epoll *host = *wio__loop_host(loop);
	const int saved = errno;
	const uint64_t one = 1;
	/* Full means that it is going to wake anyway. */
	ssize_t n = write(host->wake, &one, sizeof one);
	(void)n;
	errno = saved;
}

/* In the child of a fork: what it shares with its parent is replaced.  What ended
 * the wait before may be lost, so it is ended again. */
static WIO__RARE void part(wio_loop *loop)
{
	struct epoll *host = *wio__loop_host(loop);
	host->forks = wio__descriptor_forks();
	int fd = wio__descriptor_own(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
	if (fd >= 0)
		(void)wio__descriptor_replace(host->wake, fd);
	begin_list(host);
	wio__host_wake(loop);
}

/* ---- watching ---- */

static int make_room(struct epoll *host, int fd)
{
	size_t room = host->room ? host->room : 32;
	while (room <= (size_t)fd)
		room *= 2;
	struct entry *entries = wio__shared_zalloc(room * sizeof *entries);
	if (!entries)
		return WIO_ENOMEM;
	if (host->room)
		memcpy(entries, host->entries, host->room * sizeof *entries);
	free(host->entries);
	host->entries = entries;
	host->room = room;
	return 0;
}

int wio__host_watch(struct wio__watch *watch)
{
	struct epoll *host = *wio__loop_host(watch->loop);
	const int fd = watch->fd;
	if (host->forks != wio__descriptor_forks())
		part(watch->loop);
	if ((size_t)fd >= host->room) {
		/* No room for numbers that are none of an open file. */
		if (fcntl(fd, F_GETFD) < 0) {
			wio__watch_ready(watch, -EBADF);
			return 0;
		}
		int r = make_room(host, fd);
		if (r < 0)
			return r;
	}
	struct entry *entry = &host->entries[fd];
	const int others = wanted(entry);
	if (others & watch->events) {
		if (ask(host, fd, others) == 0)
			return WIO_EBUSY;
		tell(entry, 0, -EBADF, NULL);
	}
	for (int side = 0; side < SIDES; side++)
		if (watch->events & events_of[side])
			entry->waits[side] = watch;
	entry->told &= (uint8_t)~watch->events;
	ask_for_all(host, fd, watch);
	return 0;
}

void wio__host_unwatch(struct wio__watch *watch)
{
	struct epoll *host = *wio__loop_host(watch->loop);
	if ((size_t)watch->fd >= host->room)
		return;
	struct entry *entry = &host->entries[watch->fd];
	for (int side = 0; side < SIDES; side++) {
		if (entry->waits[side] != watch)
			continue;
		entry->waits[side] = NULL;
		entry->told &= (uint8_t)~events_of[side];
	}
}

/* ---- waiting ---- */

/* How many events there are, at the latest at that time. */
static int collect(const struct epoll *host, struct epoll_event *events,
                   int64_t until)
{
	for (;;) {
		int64_t left = until;
		if (until > 0 && until != WIO__NEVER)
			left = until - wio__host_now();
		if (left <= 0)
			until = 0;
		const int64_t most = left / WIO_MS(1);
		int timeout = until == 0   ? 0
		              : most < INT_MAX ? (int)most
		                               : INT_MAX;
		if (until == WIO__NEVER)
			timeout = -1;
		/* Less than it can wait for by itself. */
		if (until > 0 && timeout == 0) {
			struct pollfd list = {.fd = host->list, .events = POLLIN};
			struct timespec rest = {.tv_nsec = (long)left};
			if (ppoll(&list, 1, &rest, NULL) < 0)
				return -1;
			until = 0;
		}
		int n = epoll_wait(host->list, events, MOST_FOUND, timeout);
		if (n != 0 || until == 0)
			return n;
	}
}

static void end_wake(const struct epoll *host)
{
	uint64_t count;
	ssize_t n = read(host->wake, &count, sizeof count);
	(void)n;
}

static void deliver(struct epoll *host, const struct epoll_event *events, int n)
{
	bool good = true;
	for (int i = 0; i < n; i++) {
		const int fd = (int)(uint32_t)events[i].data.u64;
		const uint32_t stamp = (uint32_t)(events[i].data.u64 >> 32);
		if (stamp == 0) {
			end_wake(host);
			continue;
		}
		struct entry *entry = &host->entries[fd];
		if (stamp != entry->stamp)
			good = false;
		else if (!tell(entry, (int)events[i].events, 0, NULL))
			good &= forget(host, fd);
	}
	/* There are events that no call takes off the list. */
	if (!good)
		begin_list(host);
}

void wio__host_wait(wio_loop *loop, int64_t until)
{
	struct epoll *host = *wio__loop_host(loop);
	struct epoll_event events[MOST_FOUND];
	if (host->forks != wio__descriptor_forks())
		part(loop);
	deliver(host, events, collect(host, events, until));
}
