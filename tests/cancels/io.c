// SPDX-License-Identifier: MIT
/* Descriptors: what comes later is there for who asks then. */
#include "cancels.h"

static int waits_for_input(void *unused)
{
	(void)unused;
	return wio_wait_fd(0, WIO_READABLE);
}

static int reads(void *unused)
{
	(void)unused;
	char byte;
	const int r = wio_stdin_read(&byte, 1);
	return r < 0 ? r : byte;
}

/* There is an input, and nothing in it yet. */
static bool here(wio_fn *fn)
{
	wio_task *task;
	GIVES(wio_create_task(&task, fn, NULL, NULL), 0);
	GIVES(wio_yield(), 0);
	if (!wio_task_done(task)) {
		GIVES(cancelled(task), WIO_ECANCELED);
		return true;
	}
	const int r = wio_await(task, NULL);
	CHECK(r == WIO_ENOTSUP || r == 0);
	wio_task_release(task);
	not_here();
	return false;
}

ROW(wio_wait_fd, no_effect)
{
	if (!here(waits_for_input))
		return;
	GIVES(cancelled(waits(waits_for_input, NULL, "wio_wait_fd")),
	      WIO_ECANCELED);
	wants_input("wio_wait_fd");
	GIVES(waits_for_input(NULL), WIO_READABLE);
	GIVES(reads(NULL), 'x');
}

ROW(wio_stdin_read, no_effect)
{
	if (!here(reads))
		return;
	GIVES(cancelled(waits(reads, NULL, "wio_wait_fd")), WIO_ECANCELED);
	wants_input("wio_stdin_read");
	GIVES(reads(NULL), 'x');
}
