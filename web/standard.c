// SPDX-License-Identifier: MIT
/* Readers and writers of descriptors, of which the web has the three standard ones. */
#include <errno.h>
#include <unistd.h>

#include "wasyncio/error.h"
#include "wasyncio/io.h"
#include "wasyncio/stream.h"
#include "wasyncio/task.h"

static int more(void *source, void *buffer, size_t size)
{
	(void)source;
	/* It may all be there. */
	int r = wio_yield();
	return r < 0 ? r : wio_stdin_read(buffer, size);
}

static int write_to(int fd, const void *bytes, size_t size)
{
	ssize_t n = write(fd, bytes, size);
	return n < 0 ? wio_raise(-errno, "descriptor %d: %s", fd, wio_strerror(-errno))
	             : (int)n;
}

static int take_output(void *sink, const void *bytes, size_t size)
{
	(void)sink;
	return write_to(STDOUT_FILENO, bytes, size);
}

static int take_error(void *sink, const void *bytes, size_t size)
{
	(void)sink;
	return write_to(STDERR_FILENO, bytes, size);
}

static int refuse(const char *who, int fd, int flags)
{
	if (fd < 0 || (flags & ~WIO_KEEP_OPEN))
		return wio_raise(WIO_EINVAL, "%s: descriptor %d, flags %d", who, fd, flags);
	return wio_raise(WIO_ENOTSUP, "%s: the web has no descriptor %d", who, fd);
}

int wio_reader_open_fd(wio_reader **reader, int fd, int flags)
{
	static const wio_reader_source input = {more, NULL};
	*reader = NULL;
	if (fd != STDIN_FILENO || (flags & ~WIO_KEEP_OPEN))
		return refuse("wio_reader_open_fd", fd, flags);
	return wio_reader_new(reader, &input, NULL);
}

int wio_writer_open_fd(wio_writer **writer, int fd, int flags)
{
	static const wio_writer_sink output = {take_output, NULL, NULL};
	static const wio_writer_sink error = {take_error, NULL, NULL};
	*writer = NULL;
	if ((fd != STDOUT_FILENO && fd != STDERR_FILENO) || (flags & ~WIO_KEEP_OPEN))
		return refuse("wio_writer_open_fd", fd, flags);
	return wio_writer_new(writer, fd == STDOUT_FILENO ? &output : &error, NULL);
}
