// SPDX-License-Identifier: MIT
/* Sources and sinks that are descriptors. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/memory.h"
#include "wasyncio/error.h"
#include "wasyncio/io.h"
#include "wasyncio/stream.h"
#include "wasyncio/task.h"

/* What a pipe that may be written to surely has room for, on every host. */
enum { SURE = 512 };

struct descriptor {
	int fd;
	bool kept;
	bool blocks;  /* and is waited for before each piece */
	bool is_file; /* or the host cannot wait for it: it is always ready */
};

/* ---- waiting ---- */

static int wait_for(struct descriptor *d, int events)
{
	if (!d->is_file) {
		int r = wio_wait_fd(d->fd, events);
		if (r != WIO_ENOTSUP)
			return r;
		d->is_file = true;
	}
	/* The others have their turn, and a cancel arrives. */
	return wio_yield();
}

static int fail(const struct descriptor *d, int number)
{
	return wio_raise(-number, "descriptor %d: %s", d->fd, wio_strerror(-number));
}

static int more(void *source, void *buffer, size_t size)
{
	struct descriptor *d = source;
	if (d->fd == STDIN_FILENO) {
		/* Which may be a file, too. */
		int r = wio_yield();
		return r < 0 ? r : wio_stdin_read(buffer, size);
	}
	for (;;) {
		int r = wait_for(d, WIO_READABLE);
		if (r < 0)
			return r;
		ssize_t n = read(d->fd, buffer, size);
		if (n >= 0)
			return (int)n;
		if (errno != EAGAIN && errno != EINTR)
			return fail(d, errno);
	}
}

static int take(void *sink, const void *bytes, size_t size)
{
	struct descriptor *d = sink;
	bool wait = d->blocks;
	if (wait && !d->is_file && size > SURE)
		size = SURE;
	for (;;) {
		int r = wait ? wait_for(d, WIO_WRITABLE) : 0;
		if (r < 0)
			return r;
		ssize_t n = write(d->fd, bytes, size);
		if (n > 0)
			return (int)n;
		if (n < 0 && errno != EAGAIN && errno != EINTR)
			return fail(d, errno);
		wait = true;
	}
}

/* ---- the end ---- */

static int finish(void *sink)
{
	struct descriptor *d = sink;
	int r = d->kept ? 0 : close(d->fd);
	d->kept = true;
	/* Interrupted, it is closed all the same. */
	return r < 0 && errno != EINTR ? fail(d, errno) : 0;
}

static void end(void *source)
{
	struct descriptor *d = source;
	if (!d->kept)
		close(d->fd);
	wio__free(d, sizeof *d);
}

static void end_writing(void *sink, bool finished)
{
	(void)finished;
	end(sink);
}

/* ---- the beginning ---- */

static const wio_reader_source source = {more, end};
static const wio_writer_sink sink = {take, finish, end_writing};

/* What it is, and how it is written to. */
static int look(struct descriptor *d)
{
	struct stat st;
	/* The host knows better than libc what standard input is. */
	if (d->fd == STDIN_FILENO)
		return 0;
	int flags = fcntl(d->fd, F_GETFL);
	if (flags < 0)
		return fail(d, errno);
	if (fstat(d->fd, &st) == 0) {
		if (S_ISDIR(st.st_mode))
			return fail(d, EISDIR);
		d->is_file = S_ISREG(st.st_mode);
	}
	/* One that is kept is others' too, who may not expect it. */
	d->blocks = !(flags & O_NONBLOCK) &&
	            (d->kept || fcntl(d->fd, F_SETFL, flags | O_NONBLOCK) < 0);
	return 0;
}

static int open_fd(struct descriptor **out, int fd, int flags, const char *who)
{
	if (fd < 0 || (flags & ~WIO_KEEP_OPEN))
		return wio_raise(WIO_EINVAL, "%s: descriptor %d, flags %d", who, fd, flags);
	struct descriptor *d = wio__zalloc(sizeof *d);
	if (!d)
		return WIO_ENOMEM;
	d->fd = fd;
	d->kept = flags & WIO_KEEP_OPEN;
	int r = look(d);
	if (r == 0)
		*out = d;
	else
		wio__free(d, sizeof *d);
	return r;
}

int wio_reader_open_fd(wio_reader **reader, int fd, int flags)
{
	struct descriptor *d = NULL;
	*reader = NULL;
	int r = open_fd(&d, fd, flags, "wio_reader_open_fd");
	if (r == 0 && (r = wio_reader_new(reader, &source, d)) < 0)
		wio__free(d, sizeof *d);
	return r;
}

int wio_writer_open_fd(wio_writer **writer, int fd, int flags)
{
	struct descriptor *d = NULL;
	*writer = NULL;
	int r = open_fd(&d, fd, flags, "wio_writer_open_fd");
	if (r == 0 && (r = wio_writer_new(writer, &sink, d)) < 0)
		wio__free(d, sizeof *d);
	return r;
}
