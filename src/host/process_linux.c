// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "host/process.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

bool wio__process_main_thread(void)
{
	return getpid() == (pid_t)syscall(SYS_gettid);
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
