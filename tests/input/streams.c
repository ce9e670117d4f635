// SPDX-License-Identifier: MIT
#include <string.h>

#include "input.h"
#include "wasyncio.h"

static int ends; /* of sources and sinks */

static int gives_x(void *source, void *buffer, size_t size)
{
	(void)source;
	const size_t n = size < 10 ? size : 10;
	memset(buffer, 'x', n);
	return (int)n;
}

static int waits_for_ever(void *source, void *buffer, size_t size)
{
	(void)source;
	(void)buffer;
	(void)size;
	return wio_sleep(WIO_FOREVER);
}

static int waits_to_take(void *sink, const void *bytes, size_t size)
{
	(void)sink;
	(void)bytes;
	(void)size;
	return wio_sleep(WIO_FOREVER);
}

static void ended(void *source)
{
	(void)source;
	ends++;
}

static void went(void *sink, bool finished)
{
	(void)sink;
	(void)finished;
	ends++;
}

static const wio_reader_source endless = {gives_x, ended};
static const wio_reader_source silent = {waits_for_ever, ended};
static const wio_writer_sink full = {waits_to_take, NULL, went};

CASE(streams_that_cannot_be)
{
	wio_reader *reader = (wio_reader *)input_junk;
	wio_writer *writer = (wio_writer *)input_junk;
	REFUSED(wio_reader_new(&reader, NULL, NULL), WIO_EINVAL, "nothing gives more");
	CHECK(reader == NULL);
	REFUSED(wio_reader_new(&reader, &(wio_reader_source){NULL, ended}, NULL), WIO_EINVAL,
	        "nothing gives more");
	REFUSED(wio_writer_new(&writer, NULL, NULL), WIO_EINVAL, "nothing takes bytes");
	CHECK(writer == NULL);
	REFUSED(wio_writer_new(&writer, &(wio_writer_sink){NULL, NULL, went}, NULL),
	        WIO_EINVAL, "nothing takes bytes");
	STARVES(wio_reader_new(&reader, &endless, NULL));
	STARVES(wio_writer_new(&writer, &full, NULL));
	GIVES(ends, 0);
	REFUSED(wio_reader_open_bytes(&reader, NULL, 1), WIO_EINVAL, "bytes is NULL");
	CHECK(reader == NULL);
	STARVES(wio_reader_open_bytes(&reader, "x", 1));
	REFUSED(wio_reader_open_fd(&reader, -1, 0), WIO_EINVAL, "descriptor -1");
	REFUSED(wio_reader_open_fd(&reader, 0, 2), WIO_EINVAL, "flags 2");
	REFUSED(wio_writer_open_fd(&writer, -1, 0), WIO_EINVAL, "descriptor -1");
	REFUSED(wio_writer_open_fd(&writer, 1, 2), WIO_EINVAL, "flags 2");
	CHECK(!reader && !writer);
	STARVES(wio_reader_open_fd(&reader, 0, WIO_KEEP_OPEN));
	STARVES(wio_writer_open_fd(&writer, 1, WIO_KEEP_OPEN));
}

static void refuses(wio_reader *reader, wio_writer *writer, const char *text)
{
	char byte;
	wio_bytes found;
	REFUSED(wio_reader_set_limit(reader, 1), WIO_EINVAL, text);
	REFUSED(wio_reader_read(reader, &byte, 1), WIO_EINVAL, text);
	REFUSED(wio_reader_read_exactly(reader, &byte, 1, NULL), WIO_EINVAL, text);
	REFUSED(wio_reader_read_until(reader, "x", 1, &found), WIO_EINVAL, text);
	REFUSED(wio_reader_read_line(reader, &found), WIO_EINVAL, text);
	REFUSED(wio_reader_read_all(reader, &found, 1), WIO_EINVAL, text);
	CHECK(!wio_reader_at_eof(reader));
	CHECK(wio_reader_retain(reader) == NULL);
	wio_reader_release(reader);
	REFUSED(wio_writer_write(writer, "x", 1), WIO_EINVAL, text);
	REFUSED(wio_writer_close(writer), WIO_EINVAL, text);
	REFUSED(wio_writer_abort(writer), WIO_EINVAL, text);
	CHECK(!wio_writer_is_closing(writer) && wio_writer_written(writer) == 0);
	CHECK(wio_writer_retain(writer) == NULL);
	wio_writer_release(writer);
}

CASE(streams_that_are_none)
{
	refuses(NULL, NULL, "er, but NULL");
	refuses((wio_reader *)input_junk, (wio_writer *)input_junk, ": not a ");
}

CASE(reads_that_cannot_be)
{
	wio_reader *reader;
	char byte;
	wio_bytes found;
	GIVES(wio_reader_new(&reader, &endless, NULL), 0);
	REFUSED(wio_reader_set_limit(reader, 0), WIO_EINVAL, "limit is 0");
	REFUSED(wio_reader_read(reader, NULL, 1), WIO_EINVAL, "buffer is NULL");
	GIVES(wio_reader_read(reader, NULL, 0), 0);
	REFUSED(wio_reader_read_exactly(reader, NULL, 1, NULL), WIO_EINVAL, "buffer is NULL");
	REFUSED(wio_reader_read_until(reader, NULL, 1, &found), WIO_EINVAL, "no separator");
	REFUSED(wio_reader_read_until(reader, "x", 0, &found), WIO_EINVAL, "no separator");
	REFUSED(wio_reader_read_until(reader, "x", 1, NULL), WIO_EINVAL, "found is NULL");
	REFUSED(wio_reader_read_line(reader, NULL), WIO_EINVAL, "line is NULL");
	REFUSED(wio_reader_read_all(reader, NULL, 1), WIO_EINVAL, "all is NULL");
	STARVES(wio_reader_read(reader, &byte, 1));
	GIVES(wio_reader_set_limit(reader, 5), 0);
	REFUSED(wio_reader_read_until(reader, "--", 2, &found), WIO_EOVERRUN,
	        "more than 5 bytes come before the separator");
	GIVES((int)found.size, 9);
	REFUSED(wio_reader_read_line(reader, &found), WIO_EOVERRUN, "more than 5 bytes");
	GIVES((int)found.size, 0);
	REFUSED(wio_reader_read_all(reader, &found, 12), WIO_EOVERRUN,
	        "more than 12 bytes");
	/* Just as much as has come, and more follows. */
	REFUSED(wio_reader_read_all(reader, &found, 20), WIO_EOVERRUN,
	        "more than 20 bytes");
	wio_reader_release(reader);
	GIVES(ends, 1);
	GIVES(wio_reader_open_bytes(&reader, "xyz", 3), 0);
	char buffer[4];
	size_t got;
	REFUSED(wio_reader_read_exactly(reader, buffer, 4, &got), WIO_EINCOMPLETE,
	        "after 3 of 4 bytes");
	GIVES((int)got, 3);
	REFUSED(wio_reader_read_until(reader, "x", 1, &found), WIO_EINCOMPLETE,
	        "after 0 bytes");
	wio_reader_release(reader);
	CHECK(!strcmp(wio_strerror_name(WIO_EOVERRUN), "WIO_EOVERRUN"));
	GIVES(wio_reader_new(&reader, &silent, NULL), 0);
	REFUSED(wio_reader_read(reader, &byte, 1), WIO_ENOSUSPEND, "only a task can wait");
	wio_reader_release(reader);
	ends = 0;
}

static int reads(void *reader)
{
	char byte;
	return wio_reader_read(reader, &byte, 1);
}

static int writes(void *writer)
{
	return wio_writer_write(writer, "x", 1);
}

static int others_wait(void *unused)
{
	(void)unused;
	wio_reader *reader;
	wio_writer *writer;
	wio_task *tasks[2];
	char byte;
	GIVES(wio_reader_new(&reader, &silent, NULL), 0);
	GIVES(wio_writer_new(&writer, &full, NULL), 0);
	GIVES(wio_create_task(&tasks[0], reads, reader, NULL), 0);
	GIVES(wio_create_task(&tasks[1], writes, writer, NULL), 0);
	GIVES(wio_yield(), 0);
	REFUSED(wio_reader_read(reader, &byte, 1), WIO_EBUSY, "another task reads");
	REFUSED(wio_writer_abort(writer), WIO_EBUSY, "a task writes");
	for (int i = 0; i < 2; i++) {
		GIVES(wio_task_cancel(tasks[i], NULL), 1);
		GIVES(wio_await(tasks[i], NULL), WIO_ECANCELED);
		wio_task_release(tasks[i]);
	}
	REFUSED(wio_writer_write(writer, NULL, 1), WIO_EINVAL, "bytes is NULL");
	GIVES(wio_writer_abort(writer), 0);
	REFUSED(wio_writer_write(writer, "x", 1), WIO_ESTATE, "it is closed");
	wio_writer_release(writer);
	wio_reader_release(reader);
	GIVES(ends, 2);
	ends = 0;
	return 0;
}

CASE(streams_that_others_wait_in)
{
	GIVES(input_run(others_wait), 0);
}
