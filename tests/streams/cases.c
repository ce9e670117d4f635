// SPDX-License-Identifier: MIT
/* Readers and writers over a source and a sink of the program's own, on a clock that
 * goes by at once. */
#include <stdio.h>
#include <string.h>

#include "wasyncio_test.h"

static int failures;

#define CHECK(condition) \
	((condition) ? (void)0 \
	             : (void)(failures++, printf("%s:%d: %s\n", __FILE__, __LINE__, \
	                                         #condition)))
#define GIVES(call, value) \
	do { \
		const long long r_ = (long long)(call); \
		if (r_ != (long long)(value)) \
			failures++, printf("%s:%d: %s is %lld\n", __FILE__, __LINE__, #call, r_); \
	} while (0)

/* ---- a source that is fed, and a sink with room for so many ---- */

static struct {
	char data[40000];
	size_t fed, given;
	bool ended;
	int error; /* which it fails with once */
	wio_event change;
	int ends;
} feed;

static int more(void *source, void *buffer, size_t size)
{
	CHECK(source == &feed);
	while (feed.given == feed.fed && !feed.ended && !feed.error) {
		wio_event_clear(&feed.change);
		int r = wio_event_wait(&feed.change);
		if (r < 0)
			return r;
	}
	if (feed.error) {
		int r = feed.error;
		feed.error = 0;
		return wio_raise(r, "the source fails");
	}
	size_t n = feed.fed - feed.given;
	n = n < size ? n : size;
	memcpy(buffer, feed.data + feed.given, n);
	feed.given += n;
	return (int)n;
}

static void end(void *source)
{
	CHECK(source == &feed);
	feed.ends++;
	GIVES(wio_sleep(0), WIO_ENOSUSPEND);
}

static wio_reader *opens(void)
{
	static const wio_reader_source source = {more, end};
	wio_reader *reader;
	memset(&feed, 0, sizeof feed);
	GIVES(wio_reader_new(&reader, &source, &feed), 0);
	return reader;
}

static void feeds(const char *text)
{
	const size_t size = strlen(text);
	memcpy(feed.data + feed.fed, text, size);
	feed.fed += size;
	wio_event_set(&feed.change);
}

static void feeds_end(void)
{
	feed.ended = true;
	wio_event_set(&feed.change);
}

static struct {
	char data[100];
	size_t taken, room;
	int finishes, ends;
	bool finished;
	int error;
	wio_event change;
} drain;

static int take(void *sink, const void *bytes, size_t size)
{
	CHECK(sink == &drain);
	while (drain.taken == drain.room && !drain.error) {
		wio_event_clear(&drain.change);
		int r = wio_event_wait(&drain.change);
		if (r < 0)
			return r;
	}
	if (drain.error)
		return wio_raise(drain.error, "the sink fails");
	size_t n = drain.room - drain.taken;
	n = n < size ? n : size;
	memcpy(drain.data + drain.taken, bytes, n);
	drain.taken += n;
	return (int)n;
}

static int finish(void *sink)
{
	CHECK(sink == &drain);
	drain.finishes++;
	return drain.error ? drain.error : wio_sleep(WIO_S(1));
}

static void over(void *sink, bool finished)
{
	CHECK(sink == &drain);
	drain.ends++;
	drain.finished = finished;
	GIVES(wio_sleep(0), WIO_ENOSUSPEND);
}

static wio_writer *opens_writer(size_t room)
{
	static const wio_writer_sink sink = {take, finish, over};
	wio_writer *writer;
	memset(&drain, 0, sizeof drain);
	drain.room = room;
	GIVES(wio_writer_new(&writer, &sink, &drain), 0);
	return writer;
}

static void has_room(size_t room)
{
	drain.room = room;
	wio_event_set(&drain.change);
}

/* ---- tasks ---- */

static wio_task *waits(wio_fn *fn, void *arg)
{
	wio_task *task;
	GIVES(wio_create_task(&task, fn, arg, NULL), 0);
	GIVES(wio_test_wait_blocked(), 0);
	return task;
}

static int end_of(wio_task *task)
{
	int result;
	GIVES(wio_await(task, &result), 0);
	wio_task_release(task);
	return result;
}

static int cancelled(wio_task *task)
{
	GIVES(wio_task_cancel(task, NULL), 1);
	return end_of(task);
}

static bool is(wio_bytes bytes, const char *text)
{
	return bytes.size == strlen(text) && memcmp(bytes.data, text, bytes.size) == 0;
}

static char buffer[40000];
static wio_bytes found;
static size_t got;

static int reads(void *reader)
{
	return wio_reader_read(reader, buffer, 10);
}

static int reads_much(void *reader)
{
	return wio_reader_read(reader, buffer, sizeof buffer);
}

static int reads_six(void *reader)
{
	return wio_reader_read_exactly(reader, buffer, 6, &got);
}

static int reads_line(void *reader)
{
	return wio_reader_read_line(reader, &found);
}

static int reads_all(void *reader)
{
	return wio_reader_read_all(reader, &found, 100);
}

static int reads_until(void *reader)
{
	return wio_reader_read_until(reader, "--", 2, &found);
}

/* ---- readers ---- */

/* Of each read that is cancelled the bytes are the next one's. */
static void cancels_lose_nothing(void)
{
	static wio_fn *const kinds[] = {reads_six, reads_line, reads_all, reads_until};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		wio_reader *reader = opens();
		feeds("abc");
		GIVES(cancelled(waits(kinds[i], reader)), WIO_ECANCELED);
		feeds("d\n--");
		GIVES(wio_reader_read(reader, buffer, 10), 3);
		CHECK(memcmp(buffer, "abc", 3) == 0);
		GIVES(wio_reader_read_line(reader, &found), 1);
		CHECK(is(found, "d\n"));
		wio_reader_release(reader);
		GIVES(feed.ends, 1);
	}
	wio_reader *reader = opens();
	GIVES(cancelled(waits(reads, reader)), WIO_ECANCELED);
	GIVES(cancelled(waits(reads_much, reader)), WIO_ECANCELED);
	feeds("abc");
	GIVES(wio_reader_read(reader, buffer, 10), 3);
	/* Behind a cancel that comes with the bytes. */
	wio_task *task = waits(reads, reader);
	feeds("def");
	GIVES(cancelled(task), WIO_ECANCELED);
	GIVES(wio_reader_read(reader, buffer, 10), 3);
	CHECK(memcmp(buffer, "def", 3) == 0);
	wio_reader_release(reader);
}

static void one_waits(void)
{
	wio_reader *reader = opens();
	wio_task *task = waits(reads_six, reader);
	GIVES(wio_reader_read(reader, buffer, 10), WIO_EBUSY);
	GIVES(wio_reader_read(reader, buffer, sizeof buffer), WIO_EBUSY);
	GIVES(wio_reader_read_all(reader, &found, 10), WIO_EBUSY);
	/* What is there already is anybody's, as in asyncio. */
	feeds("abc");
	GIVES(wio_test_wait_blocked(), 0);
	GIVES(wio_reader_read(reader, buffer, 2), 2);
	feeds("defgh");
	GIVES(end_of(task), 0);
	GIVES(got, 6);
	CHECK(memcmp(buffer, "cdefgh", 6) == 0);
	/* Who waits holds it. */
	task = waits(reads, reader);
	wio_reader_release(reader);
	GIVES(feed.ends, 0);
	GIVES(cancelled(task), WIO_ECANCELED);
	GIVES(feed.ends, 1);
}

static void ends_come(void)
{
	wio_reader *reader = opens();
	feeds("abc");
	feeds_end();
	CHECK(!wio_reader_at_eof(reader));
	GIVES(wio_reader_read_exactly(reader, buffer, 6, &got), WIO_EINCOMPLETE);
	CHECK(strcmp(wio_error_message(wio_last_error()),
	             "wio_reader_read_exactly: the end came after 3 of 6 bytes") == 0);
	GIVES(got, 3);
	CHECK(memcmp(buffer, "abc", 3) == 0);
	CHECK(wio_reader_at_eof(reader));
	/* It is not asked again. */
	feed.ended = false;
	GIVES(wio_reader_read(reader, buffer, 10), 0);
	GIVES(wio_reader_read_line(reader, &found), 0);
	GIVES(wio_reader_read_until(reader, "--", 2, &found), WIO_EINCOMPLETE);
	GIVES(found.size, 0);
	GIVES(wio_reader_read_all(reader, &found, 0), 0);
	GIVES(wio_reader_read_exactly(reader, buffer, 0, NULL), 0);
	wio_reader_release(reader);
}

static void sources_fail(void)
{
	wio_reader *reader = opens();
	feeds("abc");
	GIVES(end_of(waits(reads, reader)), 3);
	wio_task *task = waits(reads_six, reader);
	feed.error = -5;
	wio_event_set(&feed.change);
	GIVES(end_of(task), -5);
	feeds("defghi");
	GIVES(wio_reader_read_exactly(reader, buffer, 6, NULL), 0);
	CHECK(!wio_reader_at_eof(reader));
	wio_reader_release(reader);
}

/* Far more than a piece, and what is left of one before the next. */
static void much_comes(void)
{
	wio_reader *reader = opens();
	for (size_t i = 0; i < sizeof feed.data; i++)
		feed.data[i] = i % 100 == 99 ? '\n' : (char)('a' + i % 26);
	feed.fed = sizeof feed.data;
	feed.ended = true;
	GIVES(wio_reader_read(reader, buffer, 7), 7);
	size_t at = 7;
	while (wio_reader_read_line(reader, &found) == 1) {
		CHECK(memcmp(found.data, feed.data + at, found.size) == 0);
		at += found.size;
	}
	GIVES(at, sizeof feed.data);
	feed.given = 0;
	wio_reader_release(reader);

	reader = opens();
	for (size_t i = 0; i < sizeof feed.data; i++)
		feed.data[i] = (char)('a' + i % 26);
	feed.fed = sizeof feed.data;
	feed.ended = true;
	/* What failed for want of memory lost nothing. */
	wio_test_fail_allocation(2);
	GIVES(wio_reader_read_exactly(reader, buffer, sizeof buffer, &got), WIO_ENOMEM);
	wio_test_fail_allocation(0);
	GIVES(got, 0);
	GIVES(wio_reader_read_all(reader, &found, sizeof buffer - 1), WIO_EOVERRUN);
	GIVES(found.size, 0);
	GIVES(wio_reader_read_all(reader, &found, sizeof buffer), 0);
	GIVES(found.size, sizeof feed.data);
	CHECK(memcmp(found.data, feed.data, sizeof feed.data) == 0);
	wio_reader_release(reader);
}

static void bytes_are_read(void)
{
	wio_reader *reader;
	char text[] = "one\ntwo";
	GIVES(wio_reader_open_bytes(&reader, text, 7), 0);
	memset(text, 'x', sizeof text);
	GIVES(wio_reader_read_line(reader, &found), 1);
	CHECK(is(found, "one\n"));
	GIVES(wio_reader_read_line(reader, &found), 1);
	CHECK(is(found, "two"));
	GIVES(wio_reader_read_line(reader, &found), 0);
	CHECK(wio_reader_retain(reader) == reader);
	wio_reader_release(reader);
	CHECK(wio_reader_at_eof(reader));
	wio_reader_release(reader);
	/* In more than one piece. */
	memset(feed.data, 'y', sizeof feed.data);
	GIVES(wio_reader_open_bytes(&reader, feed.data, sizeof feed.data), 0);
	GIVES(wio_reader_read_all(reader, &found, sizeof feed.data), 0);
	GIVES(found.size, sizeof feed.data);
	CHECK(memcmp(found.data, feed.data, sizeof feed.data) == 0);
	wio_reader_release(reader);
	GIVES(wio_reader_open_bytes(&reader, NULL, 0), 0);
	GIVES(wio_reader_read(reader, buffer, sizeof buffer), 0);
	wio_reader_release(reader);
}

/* ---- writers ---- */

static int writes_first(void *writer)
{
	return wio_writer_write(writer, "abcdef", 6);
}

static int writes_second(void *writer)
{
	return wio_writer_write(writer, "ghi", 3);
}

static int closes(void *writer)
{
	return wio_writer_close(writer);
}

/* Who writes waits for room, in turn, and a close behind them. */
static void writers_take_turns(void)
{
	wio_writer *writer = opens_writer(4);
	wio_task *first = waits(writes_first, writer);
	wio_task *second = waits(writes_second, writer);
	wio_task *close = waits(closes, writer);
	wio_task *late = waits(writes_first, writer);
	GIVES(drain.taken, 4);
	GIVES(wio_writer_written(writer), 4);
	CHECK(!wio_writer_is_closing(writer));
	GIVES(wio_writer_abort(writer), WIO_EBUSY);
	has_room(100);
	GIVES(end_of(first), 0);
	GIVES(end_of(second), 0);
	CHECK(memcmp(drain.data, "abcdefghi", 9) == 0);
	GIVES(wio_test_wait_blocked(), 0);
	CHECK(wio_writer_is_closing(writer));
	GIVES(end_of(close), 0);
	GIVES(drain.finishes, 1);
	CHECK(drain.ends == 1 && drain.finished);
	GIVES(end_of(late), WIO_ESTATE);
	GIVES(wio_writer_close(writer), 0);
	GIVES(wio_writer_abort(writer), 0);
	GIVES(wio_writer_write(writer, "x", 1), WIO_ESTATE);
	wio_writer_release(writer);
	CHECK(drain.ends == 1 && drain.finishes == 1);
}

static void writes_are_cancelled(void)
{
	wio_writer *writer = opens_writer(4);
	wio_task *first = waits(writes_first, writer);
	wio_task *second = waits(writes_second, writer);
	GIVES(cancelled(second), WIO_ECANCELED);
	GIVES(cancelled(first), WIO_ECANCELED);
	GIVES(wio_writer_written(writer), 4);
	has_room(100);
	GIVES(wio_writer_write(writer, "x", 1), 0);
	CHECK(drain.taken == 5 && memcmp(drain.data, "abcdx", 5) == 0);
	/* A close that was cancelled can be tried again, and nothing else. */
	GIVES(cancelled(waits(closes, writer)), WIO_ECANCELED);
	CHECK(wio_writer_is_closing(writer) && drain.ends == 0);
	GIVES(wio_writer_write(writer, "y", 1), WIO_ESTATE);
	GIVES(wio_writer_close(writer), 0);
	GIVES(drain.finishes, 2);
	wio_writer_release(writer);
	GIVES(drain.ends, 1);
}

static void sinks_fail(void)
{
	wio_writer *writer = opens_writer(4);
	wio_task *first = waits(writes_first, writer);
	wio_task *second = waits(writes_second, writer);
	drain.error = -32;
	wio_event_set(&drain.change);
	GIVES(end_of(first), -32);
	GIVES(end_of(second), -32);
	GIVES(wio_writer_close(writer), -32);
	CHECK(drain.ends == 0);
	GIVES(wio_writer_abort(writer), 0);
	CHECK(drain.ends == 1 && !drain.finished);
	wio_writer_release(writer);
	/* One that is let go while it is written to goes with that. */
	writer = opens_writer(4);
	CHECK(wio_writer_retain(writer) == writer);
	wio_writer_release(writer);
	first = waits(writes_first, writer);
	wio_writer_release(writer);
	GIVES(drain.ends, 0);
	GIVES(cancelled(first), WIO_ECANCELED);
	CHECK(drain.ends == 1 && !drain.finished && drain.finishes == 0);
}

static int plays(void *unused)
{
	(void)unused;
	cancels_lose_nothing();
	one_waits();
	ends_come();
	sources_fail();
	much_comes();
	bytes_are_read();
	writers_take_turns();
	writes_are_cancelled();
	sinks_fail();
	return 0;
}

int main(void)
{
	wio_test_clock_start();
	GIVES(wio_run(plays, NULL), 0);
	wio_test_clock_stop();
	if (failures == 0)
		puts("all ok");
	return failures > 0;
}
