// SPDX-License-Identifier: MIT
#define _XOPEN_SOURCE 700
/* What the hosts of POSIX have in common; epoll.c and poll.c wait. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "host.h"
#include "host/process.h"
#include "wasyncio/error.h"

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

/* ---- standard input ---- */

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

void wio__host_take_interrupts(wio_runner *runner,
                               const struct wio__interrupts *how)
{
	(void)how;
	if (!wio__process_main_thread() || sigint_depth++ > 0)
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
	if (!wio__process_main_thread() || --sigint_depth > 0)
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

int wio__host_interrupted_status(void)
{
	if (wio__process_main_thread())
		wio__process_end_by(SIGINT, WIO__INTERRUPTED);
	return WIO__INTERRUPTED;
}
