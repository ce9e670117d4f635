// SPDX-License-Identifier: MIT
#include <limits.h>
#include <string.h>

#include "core/call.h"
#include "core/misuse.h"
#include "core/task.h"
#include "core/wait.h"
#include "wasyncio/error.h"
#include "wasyncio/stream.h"

/* LEAST: a piece is asked for with room for so many bytes. */
enum { LEAST = 4096, LIMIT = 65536 };

/*
 *      data      start        end           room
 *       |  was read |  came    |  for a piece |
 */
struct wio_reader {
	struct wio__object object;
	unsigned inside; /* tasks that read, each with a reference */
	const wio_reader_source *from;
	void *source;
	unsigned char *data;
	size_t start, end, room;
	size_t limit;
	bool ended;
	bool waiting; /* a task, for its source */
};

static const wio_error_entry errors[] = {WIO_ERRORS_OF_STREAMS(WIO_ERROR_ENTRY)};

static const struct wio__noun noun = {WIO__READER, "reader", "released"};

/* Where no error can be returned. */
static bool is_reader(const wio_reader *reader, const char *who)
{
	return wio__is(reader, WIO__READER) || wio__noun_report(reader, &noun, who);
}

int wio_reader_new(wio_reader **out, const wio_reader_source *from, void *source)
{
	*out = NULL;
	if (!from || !from->more)
		return wio_raise(WIO_EINVAL, "wio_reader_new: nothing gives more");
	int r = wio__keep_check(source, "source");
	if (r < 0)
		return r;
	wio_reader *reader = wio__zalloc(sizeof *reader);
	if (!reader)
		return WIO_ENOMEM;
	(void)wio_register_errors(errors, sizeof errors / sizeof *errors);
	reader->object.kind = WIO__READER;
	reader->object.refs = 1;
	reader->from = from;
	reader->source = source;
	reader->limit = LIMIT;
	*out = reader;
	return 0;
}

wio_reader *wio_reader_retain(wio_reader *reader)
{
	if (!is_reader(reader, "wio_reader_retain"))
		return NULL;
	reader->object.refs++;
	return reader;
}

static void release(wio_reader *reader)
{
	if (--reader->object.refs > 0)
		return;
	wio__value_call(reader->from->end, reader->source);
	wio__free(reader->data, reader->room);
	wio__object_free(reader, sizeof *reader, WIO__READER, NULL);
}

void wio_reader_release(wio_reader *reader)
{
	static const char who[] = "wio_reader_release";
	if (!reader || !is_reader(reader, who))
		return;
	if (reader->object.refs == reader->inside)
		wio__noun_release(&noun, "is read from", who);
	else
		release(reader);
}

/* Around what may wait: whoever is in it holds it. */
static void enter(wio_reader *reader)
{
	reader->object.refs++;
	reader->inside++;
}

static void leave(wio_reader *reader)
{
	reader->inside--;
	release(reader);
}

int wio_reader_set_limit(wio_reader *reader, size_t limit)
{
	static const char who[] = "wio_reader_set_limit";
	if (!wio__is(reader, WIO__READER))
		return wio__noun_raise(reader, &noun, who);
	if (!limit)
		return wio_raise(WIO_EINVAL, "%s: limit is 0", who);
	reader->limit = limit;
	return 0;
}

bool wio_reader_at_eof(const wio_reader *reader)
{
	return is_reader(reader, "wio_reader_at_eof") && reader->ended &&
	       reader->start == reader->end;
}

/* ---- what has come ---- */

static size_t size_of(const wio_reader *reader)
{
	return reader->end - reader->start;
}

/* That much of it is read; it stays where it is until the next piece comes. */
static wio_bytes take(wio_reader *reader, size_t size)
{
	const wio_bytes taken = {reader->data ? reader->data + reader->start : NULL, size};
	reader->start += size;
	return taken;
}

static size_t copy(wio_reader *reader, void *buffer, size_t size)
{
	const wio_bytes taken = take(reader, size < size_of(reader) ? size : size_of(reader));
	if (taken.size)
		memcpy(buffer, taken.data, taken.size);
	return taken.size;
}

static int make_room(wio_reader *reader)
{
	const size_t size = size_of(reader);
	if (reader->room - reader->end >= LEAST)
		return 0;
	if (reader->room - size >= LEAST) {
		memmove(reader->data, reader->data + reader->start, size);
	} else {
		const size_t room = reader->room ? reader->room * 2 : (size_t)LEAST * 2;
		unsigned char *data = room > reader->room ? wio__alloc(room) : NULL;
		if (!data)
			return WIO_ENOMEM;
		if (size)
			memcpy(data, reader->data + reader->start, size);
		wio__free(reader->data, reader->room);
		reader->data = data;
		reader->room = room;
	}
	reader->start = 0;
	reader->end = size;
	return 0;
}

/* [how many bytes, 0 at the end, an error] */
static int ask(wio_reader *reader, void *buffer, size_t size, const char *who)
{
	if (reader->waiting)
		return wio_raise(WIO_EBUSY, "%s: another task reads", who);
	reader->waiting = true;
	int r = reader->from->more(reader->source, buffer,
	                           size < INT_MAX ? size : INT_MAX);
	reader->waiting = false;
	reader->ended = r == 0;
	return r;
}

/* One piece more. */
static int fill(wio_reader *reader, const char *who)
{
	int r = reader->waiting ? 0 : make_room(reader);
	if (r < 0)
		return r;
	r = ask(reader, reader->data + reader->end, reader->room - reader->end, who);
	if (r > 0)
		reader->end += (size_t)r;
	return r;
}

/* ---- reading ---- */

static int read_some(wio_reader *reader, void *buffer, size_t size, const char *who)
{
	if (size_of(reader) == 0) {
		if (reader->ended)
			return 0;
		/* What is as large as a piece is not copied. */
		if (size >= LEAST)
			return ask(reader, buffer, size, who);
		int r = fill(reader, who);
		if (r <= 0)
			return r;
	}
	return (int)copy(reader, buffer, size < INT_MAX ? size : INT_MAX);
}

/* Of one that may wait: nothing of it stays behind if its task is left there. */
static int check(const wio_reader *reader, const char *who)
{
	return wio__is(reader, WIO__READER) ? wio__wait_check_forced()
	                                    : wio__noun_raise(reader, &noun, who);
}

int wio_reader_read(wio_reader *reader, void *buffer, size_t size)
{
	static const char who[] = "wio_reader_read";
	int r = check(reader, who);
	if (r < 0)
		return r;
	if (!buffer && size)
		return wio_raise(WIO_EINVAL, "%s: buffer is NULL", who);
	if (!size)
		return 0;
	enter(reader);
	r = read_some(reader, buffer, size, who);
	leave(reader);
	return r;
}

/* Until that many bytes are there, or the end is. */
static int wait_for(wio_reader *reader, size_t size, const char *who)
{
	int r = 0;
	while (r >= 0 && size_of(reader) < size && !reader->ended)
		r = fill(reader, who);
	return r < 0 ? r : 0;
}

int wio_reader_read_exactly(wio_reader *reader, void *buffer, size_t size, size_t *got)
{
	static const char who[] = "wio_reader_read_exactly";
	size_t n = 0;
	if (got)
		*got = 0;
	int r = check(reader, who);
	if (r < 0)
		return r;
	if (!buffer && size)
		return wio_raise(WIO_EINVAL, "%s: buffer is NULL", who);
	enter(reader);
	r = wait_for(reader, size, who);
	if (r == 0)
		n = copy(reader, buffer, size);
	leave(reader);
	if (got)
		*got = n;
	return r == 0 && n < size ? wio_raise(WIO_EINCOMPLETE,
	                                      "%s: the end came after %zu of %zu bytes",
	                                      who, n, size)
	                          : r;
}

/* ---- up to something ---- */

/* Where it is in what has come, not before offset; SIZE_MAX: nowhere. */
static size_t find(const wio_reader *reader, const void *separator, size_t size,
                   size_t offset)
{
	const unsigned char *data = reader->data + reader->start;
	const size_t last = size_of(reader) - size;
	while (offset <= last) {
		const unsigned char *at = memchr(data + offset, *(const unsigned char *)separator,
		                                 last - offset + 1);
		if (!at)
			break;
		offset = (size_t)(at - data);
		if (memcmp(at, separator, size) == 0)
			return offset;
		offset++;
	}
	return SIZE_MAX;
}

static int overrun(wio_reader *reader, size_t size, wio_bytes *found, const char *who)
{
	*found = (wio_bytes){reader->data + reader->start, size};
	return wio_raise(WIO_EOVERRUN, "%s: more than %zu bytes come before the separator",
	                 who, reader->limit);
}

static int read_until(wio_reader *reader, const void *separator, size_t size,
                      wio_bytes *found, const char *who)
{
	size_t searched = 0, at = SIZE_MAX;
	for (;;) {
		const size_t came = size_of(reader);
		if (came >= size && came - size >= searched) {
			at = find(reader, separator, size, searched);
			if (at != SIZE_MAX)
				break;
			searched = came + 1 - size;
			if (searched > reader->limit)
				return overrun(reader, searched, found, who);
		}
		if (reader->ended) {
			*found = take(reader, came);
			return wio_raise(WIO_EINCOMPLETE, "%s: the end came after %zu bytes",
			                 who, came);
		}
		int r = fill(reader, who);
		if (r < 0)
			return r;
	}
	if (at > reader->limit)
		return overrun(reader, at, found, who);
	*found = take(reader, at + size);
	return 0;
}

int wio_reader_read_until(wio_reader *reader, const void *separator, size_t size,
                          wio_bytes *found)
{
	static const char who[] = "wio_reader_read_until";
	int r = check(reader, who);
	if (r < 0)
		return r;
	if (!separator || !size || !found)
		return wio_raise(WIO_EINVAL, "%s: %s", who,
		                 found ? "no separator" : "found is NULL");
	*found = (wio_bytes){NULL, 0};
	enter(reader);
	r = read_until(reader, separator, size, found, who);
	leave(reader);
	return r;
}

int wio_reader_read_line(wio_reader *reader, wio_bytes *line)
{
	static const char who[] = "wio_reader_read_line";
	int r = check(reader, who);
	if (r < 0)
		return r;
	if (!line)
		return wio_raise(WIO_EINVAL, "%s: line is NULL", who);
	*line = (wio_bytes){NULL, 0};
	enter(reader);
	r = read_until(reader, "\n", 1, line, who);
	if (r == WIO_EINCOMPLETE) {
		r = 0;
	} else if (r == WIO_EOVERRUN) {
		/* With its end, when that has come. */
		const bool whole = line->size < size_of(reader) &&
		                   ((const char *)line->data)[line->size] == '\n';
		(void)take(reader, whole ? line->size + 1 : size_of(reader));
		*line = (wio_bytes){NULL, 0};
	}
	leave(reader);
	return r < 0 ? r : line->size > 0;
}

int wio_reader_read_all(wio_reader *reader, wio_bytes *all, size_t limit)
{
	static const char who[] = "wio_reader_read_all";
	int r = check(reader, who);
	if (r < 0)
		return r;
	if (!all)
		return wio_raise(WIO_EINVAL, "%s: all is NULL", who);
	*all = (wio_bytes){NULL, 0};
	enter(reader);
	r = wait_for(reader, limit < SIZE_MAX ? limit + 1 : limit, who);
	if (r == 0 && size_of(reader) > limit)
		r = wio_raise(WIO_EOVERRUN, "%s: there are more than %zu bytes", who, limit);
	else if (r == 0)
		*all = take(reader, size_of(reader));
	leave(reader);
	return r;
}
