// SPDX-License-Identifier: MIT
/* Standard input, in a file of its own: most programs are linked without it. */
#include <emscripten/em_macros.h>
#include <errno.h>

#include "host.h"
#include "wasyncio/error.h"
#include "wasyncio/io.h"

/* What stdin.js gives us.  [bytes, 0 at end of file, WAIT, a negative errno
 * value] */
extern int wio__web_stdin_read(void *buffer, size_t size);
/* Why that failed; the size of the text. */
extern size_t wio__web_stdin_error(char *to, size_t room);
/* Ask for wio__web_stdin_ready.  [0, 1 it is ready, -1 there is no such thing] */
extern int wio__web_stdin_watch(void);

enum { WAIT = -4096 };

/* What index.mjs calls. */
EMSCRIPTEN_KEEPALIVE void wio__web_stdin_ready(void);

static struct wio__watch *stdin_watch;

int wio__host_watch(struct wio__watch *watch)
{
	if (watch->fd != WIO__STDIN || watch->events != WIO_READABLE)
		return WIO_ENOTSUP;
	if (stdin_watch)
		return WIO_EBUSY;
	switch (wio__web_stdin_watch()) {
	case 0:
		stdin_watch = watch;
		return 0;
	case 1:
		wio__watch_ready(watch, WIO_READABLE);
		return 0;
	default:
		return WIO_ENOTSUP;
	}
}

void wio__host_unwatch(struct wio__watch *watch)
{
	if (stdin_watch == watch)
		stdin_watch = NULL;
}

void wio__web_stdin_ready(void)
{
	struct wio__watch *watch = stdin_watch;
	if (!watch)
		return;
	stdin_watch = NULL;
	wio__watch_ready(watch, WIO_READABLE);
	wio__host_wake(watch->loop);
}

int wio__host_stdin_read(void *buffer, size_t size)
{
	int n = wio__web_stdin_read(buffer, size);
	if (n == WAIT)
		return -EAGAIN;
	if (n >= 0)
		return n;
	char text[200];
	text[wio__web_stdin_error(text, sizeof text - 1)] = '\0';
	return wio_raise(n, "standard input: %s", text);
}
