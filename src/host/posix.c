// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "host/blocking.h"
#include "core/internal.h"

struct posix {
	int wake_fd;
	struct wio__watch *watches;
	nfds_t count; /* of watches */
	struct pollfd *polled;
	size_t room;
};

int64_t wio__host_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return WIO_S(t.tv_sec) + t.tv_nsec;
}

void wio__host_log(const char *text, size_t size)
{
	fflush(stdout);
	while (size > 0) {
		ssize_t n = write(STDERR_FILENO, text, size);
		if (n < 0 && errno != EINTR)
			return;
		if (n > 0) {
			text += n;
			size -= (size_t)n;
		}
	}
}

bool wio__host_env(const char *name)
{
	const char *value = getenv(name);
	return value && *value;
}

/* ---- waiting ---- */

int wio__host_open(wio_loop *loop)
{
	/* The last to let go of the loop may be another thread. */
	struct posix *host = wio__shared_zalloc(sizeof *host);
	if (!host)
		return WIO_ENOMEM;
	host->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	host->room = 4;
	host->polled = wio__shared_zalloc(host->room * sizeof *host->polled);
	if (host->wake_fd < 0 || !host->polled) {
		int r = host->wake_fd < 0 ? -errno : WIO_ENOMEM;
		if (host->wake_fd >= 0)
			close(host->wake_fd);
		free(host->polled);
		free(host);
		return r;
	}
	loop->host = host;
	return 0;
}

void wio__host_close(wio_loop *loop)
{
	struct posix *host = loop->host;
	close(host->wake_fd);
	free(host->polled);
	free(host);
}

void wio__host_wake(wio_loop *loop)
{
	const struct posix *host = loop->host;
	const int saved = errno;
	const uint64_t one = 1;
	/* Full means that it is going to wake anyway. */
	ssize_t n = write(host->wake_fd, &one, sizeof one);
	(void)n;
	errno = saved;
}

int wio__host_watch(struct wio__watch *watch)
{
	struct posix *host = watch->loop->host;
	for (const struct wio__watch *w = host->watches; w; w = w->next)
		if (w->fd == watch->fd && (w->events & watch->events))
			return WIO_EBUSY;
	if (host->count + 2 > host->room) {
		size_t room = host->room * 2;
		struct pollfd *polled = wio__shared_zalloc(room * sizeof *polled);
		if (!polled)
			return WIO_ENOMEM;
		free(host->polled);
		host->polled = polled;
		host->room = room;
	}
	watch->next = host->watches;
	host->watches = watch;
	host->count++;
	return 0;
}

void wio__host_unwatch(struct wio__watch *watch)
{
	struct posix *host = watch->loop->host;
	for (struct wio__watch **w = &host->watches; *w; w = &(*w)->next) {
		if (*w == watch) {
			*w = watch->next;
			host->count--;
			return;
		}
	}
}

static short poll_events(int events)
{
	return (short)((events & WIO_READABLE ? POLLIN : 0) |
	               (events & WIO_WRITABLE ? POLLOUT : 0));
}

static void tell(struct wio__watch *watch, int found)
{
	int events = 0;
	if (found & POLLNVAL)
		events = -EBADF;
	else if (found & POLLERR)
		events = watch->events;
	else
		events = (found & (POLLIN | POLLHUP) ? WIO_READABLE : 0) |
		         (found & POLLOUT ? WIO_WRITABLE : 0);
	if (events > 0)
		events &= watch->events;
	/* Hung up, and only writing was asked for: writing will say so. */
	if (events == 0 && found)
		events = watch->events;
	if (events)
		wio__watch_ready(watch, events);
}

void wio__host_wait(wio_loop *loop, int64_t until)
{
	struct posix *host = loop->host;
	struct timespec left = {0, 0};
	if (until > 0 && until != WIO__NEVER) {
		int64_t delay = until - wio__host_now();
		if (delay > 0) {
			left.tv_sec = (time_t)(delay / WIO_S(1));
			left.tv_nsec = (long)(delay % WIO_S(1));
		}
	}
	nfds_t n = 0;
	host->polled[n++] = (struct pollfd){.fd = host->wake_fd, .events = POLLIN};
	for (struct wio__watch *w = host->watches; w; w = w->next)
		host->polled[n++] =
		    (struct pollfd){.fd = w->fd, .events = poll_events(w->events)};
	if (ppoll(host->polled, n, until == WIO__NEVER ? NULL : &left, NULL) <= 0)
		return;
	uint64_t count;
	if (host->polled[0].revents) {
		ssize_t got = read(host->wake_fd, &count, sizeof count);
		(void)got;
	}
	/* The oldest wait is the last in the list, and is told first. */
	for (nfds_t i = n; i > 1; i--) {
		if (!host->polled[i - 1].revents)
			continue;
		struct wio__watch *w = host->watches;
		for (nfds_t k = 2; k < i; k++)
			w = w->next;
		tell(w, host->polled[i - 1].revents);
	}
}

int wio__host_stdin_read(void *buffer, size_t size)
{
	struct stat st;
	if (fstat(STDIN_FILENO, &st) < 0)
		return -errno;
	struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
	if (!S_ISREG(st.st_mode) && poll(&in, 1, 0) == 0)
		return -EAGAIN;
	ssize_t n = read(STDIN_FILENO, buffer, size);
	if (n < 0)
		return errno == EINTR ? -EAGAIN : -errno;
	return (int)n;
}

/* ---- interrupts ---- */

static _Atomic(wio_runner *) sigint_runner;
static int sigint_depth; /* only the main thread counts */
static bool sigint_ours;

static void on_sigint(int signal)
{
	(void)signal;
	wio_runner *runner = atomic_load(&sigint_runner);
	if (runner)
		wio_interrupt(runner);
}

static bool on_main_thread(void)
{
	return getpid() == (pid_t)syscall(SYS_gettid);
}

void wio__host_take_interrupts(wio_runner *runner,
                               const struct wio__interrupts *how)
{
	(void)how;
	if (!on_main_thread() || sigint_depth++ > 0)
		return;
	struct sigaction old;
	/* A handler of the program's own stays in charge. */
	if (sigaction(SIGINT, NULL, &old) < 0 || (old.sa_flags & SA_SIGINFO) ||
	    old.sa_handler != SIG_DFL)
		return;
	atomic_store(&sigint_runner, runner);
	struct sigaction ours = {0};
	ours.sa_handler = on_sigint;
	/* A task's stack may have no room for it. */
	ours.sa_flags = SA_ONSTACK;
	sigemptyset(&ours.sa_mask);
	sigint_ours = sigaction(SIGINT, &ours, NULL) == 0;
}

void wio__host_leave_interrupts(wio_runner *runner)
{
	(void)runner;
	if (!on_main_thread() || --sigint_depth > 0)
		return;
	struct sigaction now;
	if (sigint_ours && sigaction(SIGINT, NULL, &now) == 0 &&
	    !(now.sa_flags & SA_SIGINFO) && now.sa_handler == on_sigint) {
		now.sa_handler = SIG_DFL;
		sigaction(SIGINT, &now, NULL);
	}
	sigint_ours = false;
	atomic_store(&sigint_runner, NULL);
}

bool wio__host_look(wio_loop *loop)
{
	(void)loop;
	return false;
}

enum { INTERRUPTED = 130 };

static bool was_interrupted;
static int process_status = -1;

static void note_status(int status, void *unused)
{
	(void)unused;
	process_status = status;
}

/* After main has returned 130, atexit's functions have run and stdio is
 * flushed: end as the signal's default action would have, so that a shell
 * knows. */
__attribute__((destructor)) static void end_by_signal(void)
{
	if (!was_interrupted || process_status != INTERRUPTED)
		return;
	fflush(NULL);
	signal(SIGINT, SIG_DFL);
	raise(SIGINT);
}

int wio__host_interrupted_status(void)
{
	if (!was_interrupted && on_main_thread())
		was_interrupted = on_exit(note_status, NULL) == 0;
	return INTERRUPTED;
}
