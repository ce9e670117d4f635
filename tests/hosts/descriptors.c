// SPDX-License-Identifier: MIT
/* descriptors NAME: waits for descriptors. */
#include <errno.h>
#include <unistd.h>

#include "say.h"

/* Everything that comes in, each piece when it is there. */
static int input(void *unused)
{
	(void)unused;
	say("ready");
	for (;;) {
		int r = wio_wait_fd(STDIN_FILENO, WIO_READABLE);
		say_result("readable", r);
		if (r < 0)
			return r;
		char text[64];
		ssize_t n = read(STDIN_FILENO, text, sizeof text - 1);
		if (n <= 0) {
			say(n < 0 ? "failed" : "end");
			return 0;
		}
		text[n] = '\0';
		say(text);
	}
}

static int output(void *unused)
{
	(void)unused;
	say_result("writable", wio_wait_fd(STDOUT_FILENO, WIO_WRITABLE));
	return 0;
}

static int closed(void *unused)
{
	(void)unused;
	int r = wio_wait_fd(99, WIO_READABLE);
	say(r == -EBADF ? "EBADF" : wio_strerror_name(r));
	/* Beside it, one that is not. */
	say_result("writable", wio_wait_fd(STDOUT_FILENO, WIO_WRITABLE));
	return 0;
}

/* A wait that is given up leaves nothing behind. */
static int impatient(void *unused)
{
	(void)unused;
	wio_timeout *timeout;
	int r = wio_timeout_open(&timeout, WIO_MS(5));
	if (r < 0)
		return r;
	r = wio_wait_fd(STDIN_FILENO, WIO_READABLE);
	say_result("first", wio_timeout_close(timeout, r));
	return input(unused);
}

static int second(void *unused)
{
	(void)unused;
	char byte;
	say_result("second wait", wio_wait_fd(STDIN_FILENO, WIO_READABLE));
	say_result("second read", wio_stdin_read(&byte, 1));
	return 0;
}

/* A descriptor has one that waits for it, and keeps it. */
static int shared(void *unused)
{
	(void)unused;
	char text[64];
	wio_create_task(NULL, second, NULL, NULL);
	int n = wio_stdin_read(text, sizeof text - 1);
	if (n <= 0)
		return n;
	text[n] = '\0';
	say(text);
	wio_create_task(NULL, second, NULL, NULL);
	return input(unused);
}

static int ticks;

static int clock_task(void *unused)
{
	(void)unused;
	while (wio_sleep(WIO_MS(1)) == 0)
		ticks++;
	return 0;
}

/* Others go on while one waits for input. */
static int beside(void *unused)
{
	int r = wio_create_task(NULL, clock_task, NULL, NULL);
	if (r < 0)
		return r;
	r = input(unused);
	say(ticks > 0 ? "ticked" : "stood still");
	return r;
}

static const struct program programs[] = {
    {"input", input},         {"output", output}, {"closed", closed},
    {"impatient", impatient}, {"beside", beside}, {"shared", shared},
};

int main(int argc, char **argv)
{
	return wio_run(choose(programs, sizeof programs / sizeof *programs,
	                      argc > 1 ? argv[1] : NULL),
	               NULL);
}
