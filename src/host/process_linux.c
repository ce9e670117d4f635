// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "host/process.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "host.h"

bool wio__process_main_thread(void)
{
	return getpid() == (pid_t)syscall(SYS_gettid);
}

size_t wio__process_processors(void)
{
	const long n = sysconf(_SC_NPROCESSORS_ONLN);
	return n > 0 ? (size_t)n : 1;
}

void wio__process_name_thread(pthread_t thread, const char *name)
{
	char cut[16] = {0};
	strncpy(cut, name, sizeof cut - 1);
	pthread_setname_np(thread, cut);
}

/* Asked once: of main's stack it is read from a file. */
char *wio__host_stack_low(void)
{
	static _Thread_local void *low;
	pthread_attr_t attributes;
	size_t size;

	if (low || pthread_getattr_np(pthread_self(), &attributes) != 0)
		return low;
	if (pthread_attr_getstack(&attributes, &low, &size) != 0)
		low = NULL;
	pthread_attr_destroy(&attributes);
	return low;
}

static int end_signal;
static int end_status;
static int exit_status = -1;

static void note_status(int status, void *unused)
{
	(void)unused;
	exit_status = status;
}

/* The last that exit calls. */
__attribute__((destructor)) static void end(void)
{
	if (!end_signal || exit_status != end_status)
		return;
	fflush(NULL);
	signal(end_signal, SIG_DFL);
	raise(end_signal);
}

void wio__process_end_by(int signal, int status)
{
	if (!end_signal && on_exit(note_status, NULL) == 0) {
		end_status = status;
		end_signal = signal;
	}
}
