// SPDX-License-Identifier: MIT
/* Two tasks and a pipe that is smaller than what goes through it. */
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <unistd.h>

#include "say.h"

enum { SIZE = 1 << 20 };

static int ends[2];

static int writer(void *unused)
{
	(void)unused;
	static const char block[4096];
	int waits = 0;
	for (size_t left = SIZE; left > 0;) {
		ssize_t n = write(ends[1], block, left < sizeof block ? left : sizeof block);
		if (n > 0) {
			left -= (size_t)n;
			continue;
		}
		int r = wio_wait_fd(ends[1], WIO_WRITABLE);
		if (r != WIO_WRITABLE)
			return r < 0 ? r : WIO_EINVAL;
		waits++;
	}
	close(ends[1]);
	return waits;
}

static int reader(void *unused)
{
	(void)unused;
	char block[8192];
	int sum = 0;
	for (;;) {
		int r = wio_wait_fd(ends[0], WIO_READABLE);
		if (r != WIO_READABLE)
			return r < 0 ? r : WIO_EINVAL;
		ssize_t n = read(ends[0], block, sizeof block);
		if (n <= 0)
			return sum;
		sum += (int)n;
	}
}

static int program(void *unused)
{
	(void)unused;
	if (pipe(ends) < 0)
		return WIO_EINVAL;
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	wio_task *w, *r;
	wio_create_task(&w, writer, NULL, NULL);
	wio_create_task(&r, reader, NULL, NULL);
	say(wio_await(w, NULL) > 0 ? "the writer waited" : "it did not");
	say_result("read", wio_await(r, NULL));
	wio_task_release(w);
	wio_task_release(r);
	/* Nobody reads any more: an error counts as ready. */
	if (pipe(ends) < 0)
		return WIO_EINVAL;
	close(ends[0]);
	say_result("hung up", wio_wait_fd(ends[1], WIO_WRITABLE));
	close(ends[1]);
	return 0;
}

int main(void)
{
	return wio_run(program, NULL);
}
