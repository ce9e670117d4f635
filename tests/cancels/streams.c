// SPDX-License-Identifier: MIT
/* Readers and writers: what has come is the next read's, and what has gone is counted. */
#include <string.h>

#include "cancels.h"

static wio_event change;
static size_t fed, room; /* bytes */

static int more(void *source, void *buffer, size_t size)
{
	(void)source;
	while (fed == 0) {
		wio_event_clear(&change);
		int r = wio_event_wait(&change);
		if (r < 0)
			return r;
	}
	const size_t n = fed < size ? fed : size;
	memset(buffer, 'x', n);
	fed -= n;
	return (int)n;
}

static int take(void *sink, const void *bytes, size_t size)
{
	(void)sink;
	(void)bytes;
	while (room == 0) {
		wio_event_clear(&change);
		int r = wio_event_wait(&change);
		if (r < 0)
			return r;
	}
	const size_t n = room < size ? room : size;
	room -= n;
	return (int)n;
}

static int finish(void *sink)
{
	(void)sink;
	return wio_sleep(WIO_S(1));
}

static const wio_reader_source source = {more, NULL};
static const wio_writer_sink sink = {take, finish, NULL};

static char buffer[10];

static int reads(void *reader)
{
	return wio_reader_read(reader, buffer, sizeof buffer);
}

static int reads_exactly(void *reader)
{
	return wio_reader_read_exactly(reader, buffer, sizeof buffer, NULL);
}

static int reads_until(void *reader)
{
	return wio_reader_read_until(reader, "--", 2, &(wio_bytes){NULL, 0});
}

static int reads_line(void *reader)
{
	return wio_reader_read_line(reader, &(wio_bytes){NULL, 0});
}

static int reads_all(void *reader)
{
	return wio_reader_read_all(reader, &(wio_bytes){NULL, 0}, 100);
}

/* With so many bytes come, it waits for more. */
static void loses_nothing(wio_fn *fn, size_t come)
{
	wio_reader *reader;
	fed = come;
	GIVES(wio_reader_new(&reader, &source, NULL), 0);
	GIVES(cancelled(waits(fn, reader, "wio_event_wait")), WIO_ECANCELED);
	fed = 2;
	GIVES(wio_reader_read(reader, buffer, sizeof buffer), (int)(come ? come : 2));
	if (come)
		GIVES(wio_reader_read(reader, buffer, sizeof buffer), 2);
	wio_reader_release(reader);
}

ROW(wio_reader_read, no_effect)
{
	loses_nothing(reads, 0);
}

ROW(wio_reader_read_exactly, no_effect)
{
	loses_nothing(reads_exactly, 0);
	loses_nothing(reads_exactly, 9);
}

ROW(wio_reader_read_until, no_effect)
{
	loses_nothing(reads_until, 3);
}

ROW(wio_reader_read_line, no_effect)
{
	loses_nothing(reads_line, 3);
}

ROW(wio_reader_read_all, no_effect)
{
	loses_nothing(reads_all, 3);
}

static int writes(void *writer)
{
	return wio_writer_write(writer, "abcdef", 6);
}

static int closes(void *writer)
{
	return wio_writer_close(writer);
}

ROW(wio_writer_write, partial_effect)
{
	wio_writer *writer;
	room = 4;
	GIVES(wio_writer_new(&writer, &sink, NULL), 0);
	wio_task *first = waits(writes, writer, "wio_event_wait");
	wio_task *second = waits(writes, writer, "wio_lock_acquire");
	GIVES(cancelled(second), WIO_ECANCELED);
	GIVES((int)wio_writer_written(writer), 4);
	GIVES(cancelled(first), WIO_ECANCELED);
	room = 100;
	GIVES(writes(writer), 0);
	GIVES((int)wio_writer_written(writer), 10);
	wio_writer_release(writer);
}

ROW(wio_writer_close, partial_effect)
{
	wio_writer *writer;
	GIVES(wio_writer_new(&writer, &sink, NULL), 0);
	GIVES(cancelled(waits(closes, writer, "wio_sleep")), WIO_ECANCELED);
	CHECK(wio_writer_is_closing(writer));
	GIVES(writes(writer), WIO_ESTATE);
	GIVES(closes(writer), 0);
	wio_writer_release(writer);
}
