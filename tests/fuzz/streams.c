// SPDX-License-Identifier: MIT
/* Readers and writers, functions that are called by name, runs that are started. */
#define _GNU_SOURCE
#include "calls.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

enum { PLACES = 3, ENDS = 64, MOST_BYTES = 96, MUCH = 3000 };

/* The far end of a stream.  What a source gives are numbers that count on, and so is
 * what is written at once to a sink, from 1. */
struct end {
	bool open;
	bool busy;
	bool over; /* it has given its end, or was told it */
	int next;  /* what the next byte is to be; below zero: some have been dropped */
	uint64_t count;
};

static struct end ends[ENDS];
static struct {
	wio_reader *reader;
	struct end *source; /* or NULL */
} readers[PLACES];
static struct {
	wio_writer *writer;
	struct end *sink; /* or NULL */
} writers[PLACES];

static struct end *new_end(void)
{
	for (int i = 0; i < ENDS; i++) {
		if (!ends[i].open) {
			ends[i] = (struct end){.open = true};
			return &ends[i];
		}
	}
	return NULL;
}

/* ---- sources and sinks ---- */

static int hesitate(struct end *end)
{
	const unsigned byte = take();
	if (!end->open || end->busy)
		finding("the far end of a stream is %s", end->open ? "busy" : "gone");
	end->busy = true;
	int r = 0;
	if (byte % 8 == 0)
		r = wio_sleep(TICKS((int)(byte / 8 % 8)));
	else if (byte % 8 == 1)
		r = wio_yield();
	else if (byte % 8 == 2)
		r = wio_raise(WIO_EUSER - 12, "the far end fails");
	end->busy = false;
	return r;
}

static int more(void *source, void *buffer, size_t size)
{
	struct end *end = source;
	int r = hesitate(end);
	if (r < 0)
		return r;
	if (end->over)
		finding("a source was asked behind its end");
	const unsigned byte = take();
	size_t n = byte % 64;
	if (n > size)
		n = size;
	for (size_t i = 0; i < n; i++)
		((unsigned char *)buffer)[i] = (unsigned char)end->count++;
	end->over = n == 0;
	return (int)n;
}

static void source_end(void *source)
{
	struct end *end = source;
	if (!end->open || end->busy)
		finding("a source ends %s", end->open ? "while it is asked" : "twice");
	end->open = false;
}

static int take_bytes(void *sink, const void *bytes, size_t size)
{
	struct end *end = sink;
	int r = hesitate(end);
	if (r < 0)
		return r;
	size_t n = take() % 64 + 1;
	if (n > size)
		n = size;
	for (size_t i = 0; i < n; i++) {
		const int byte = ((const unsigned char *)bytes)[i];
		if (byte != 1 && byte != end->next)
			finding("a sink was given %d instead of %d", byte, end->next);
		end->next = byte + 1;
	}
	end->count += n;
	return (int)n;
}

static int finish(void *sink)
{
	return hesitate(sink);
}

static void sink_end(void *sink, bool finished)
{
	(void)finished;
	source_end(sink);
}

static const wio_reader_source source_table = {more, source_end};
static const wio_writer_sink sink_table = {take_bytes, finish, sink_end};
static const wio_writer_sink sink_without_finish = {take_bytes, NULL, sink_end};

/* ---- making them ---- */

static void open_reader(int i)
{
	struct end *end = new_end();
	readers[i].source = end;
	if (end && wio_reader_new(&readers[i].reader, &source_table, end) < 0)
		end->open = false;
}

static void open_writer(int i, bool finishes)
{
	struct end *end = new_end();
	writers[i].sink = end;
	if (end && wio_writer_new(&writers[i].writer,
	                          finishes ? &sink_table : &sink_without_finish, end) < 0)
		end->open = false;
}

static void open_pipe(int i)
{
	int fds[2];
	if (readers[i].reader || writers[i].writer || pipe2(fds, O_CLOEXEC) < 0)
		return;
	fcntl(fds[1], F_SETPIPE_SZ, 4096);
	readers[i].source = NULL;
	writers[i].sink = NULL;
	if (wio_reader_open_fd(&readers[i].reader, fds[0], 0) < 0)
		close(fds[0]);
	if (wio_writer_open_fd(&writers[i].writer, fds[1], 0) < 0)
		close(fds[1]);
}

static void call_stream_open(struct frame *frame)
{
	(void)frame;
	static const char text[] = "one\ntwo\n\nfour";
	const unsigned byte = take();
	const int i = byte / 8 % PLACES;
	switch (byte % 8) {
	case 0:
		/* Where both ends wait the host does, too: not often. */
		if (byte >= 192)
			open_pipe(i);
		break;
	case 1:
		if (!readers[i].reader) {
			readers[i].source = NULL;
			wio_reader_open_bytes(&readers[i].reader, text, byte % sizeof text);
		}
		break;
	case 2:
	case 3:
		if (!writers[i].writer)
			open_writer(i, byte & 64);
		break;
	default:
		if (!readers[i].reader)
			open_reader(i);
	}
}

static void release_reader(int i)
{
	wio_reader *reader = readers[i].reader;
	readers[i].reader = NULL;
	wio_reader_release(reader);
}

static void release_writer(int i)
{
	wio_writer *writer = writers[i].writer;
	writers[i].writer = NULL;
	wio_writer_release(writer);
}

static void call_stream_quick(struct frame *frame)
{
	(void)frame;
	const unsigned byte = take();
	const int i = byte / 8 % PLACES;
	switch (byte % 8) {
	case 0:
	case 1:
		if (readers[i].reader && wio_reader_set_limit(readers[i].reader, byte / 8) !=
		                             (byte / 8 ? 0 : WIO_EINVAL))
			finding("no limit of %u", byte / 8);
		break;
	case 2:
		release_reader(i);
		break;
	case 3:
		release_writer(i);
		break;
	case 4:
		if (writers[i].writer && wio_writer_abort(writers[i].writer) == 0 &&
		    !wio_writer_is_closing(writers[i].writer))
			finding("an aborted writer is open");
		break;
	case 5:
		if (writers[i].writer && writers[i].sink &&
		    wio_writer_written(writers[i].writer) != writers[i].sink->count)
			finding("a sink has had %llu bytes",
			        (unsigned long long)writers[i].sink->count);
		break;
	default:
		if (readers[i].reader && wio_reader_at_eof(readers[i].reader) &&
		    readers[i].source && !readers[i].source->over)
			finding("a reader is at an end that never came");
	}
}

/* ---- reading ---- */

/* These were read: what comes next, after what came before. */
static void came(struct end *source, const void *bytes, size_t size)
{
	if (!source || !size)
		return;
	if (source->next < 0)
		source->next = *(const unsigned char *)bytes;
	for (size_t i = 0; i < size; i++) {
		const int byte = ((const unsigned char *)bytes)[i];
		if (byte != source->next)
			finding("%d was read instead of %d", byte, source->next);
		source->next = (byte + 1) & 255;
	}
}

static int read_some(wio_reader *reader, struct end *source, unsigned byte)
{
	unsigned char buffer[MOST_BYTES];
	const size_t size = take() % MOST_BYTES + 1;
	wio_bytes found = {NULL, 0};
	size_t got = 0;
	int r;
	switch (byte % 8) {
	case 0:
		r = wio_reader_read_exactly(reader, buffer, size, &got);
		if (r == 0 && got != size)
			finding("%zu bytes of %zu are exactly so many", got, size);
		if (r == 0 || r == WIO_EINCOMPLETE)
			came(source, buffer, got);
		return r;
	case 1:
		buffer[0] = (unsigned char)(size + 1);
		buffer[1] = (unsigned char)(size + 2);
		r = wio_reader_read_until(reader, buffer, 1 + byte / 128, &found);
		if (r == 0 || r == WIO_EINCOMPLETE)
			came(source, found.data, found.size);
		return r;
	case 2:
		r = wio_reader_read_line(reader, &found);
		if (r == WIO_EOVERRUN && source)
			source->next = -1; /* thrown away */
		if (r == 1)
			came(source, found.data, found.size);
		return r;
	case 3:
		r = wio_reader_read_all(reader, &found, size * 8);
		if (r == 0)
			came(source, found.data, found.size);
		return r;
	default:
		r = wio_reader_read(reader, buffer, size);
		if (r > 0)
			came(source, buffer, (size_t)r);
		return r;
	}
}

static void call_read(struct frame *frame)
{
	const unsigned byte = take();
	const int i = byte / 8 % PLACES;
	wio_reader *reader = readers[i].reader;
	struct end *source = readers[i].source;
	if (!reader)
		return;
	wio_reader_retain(reader);
	int r = read_some(reader, source, byte);
	wio_reader_release(reader);
	took(frame, r);
}

/* ---- writing ---- */

static void call_write(struct frame *frame)
{
	static unsigned char bytes[MUCH];
	const unsigned byte = take();
	const int i = byte / 8 % PLACES;
	wio_writer *writer = writers[i].writer;
	const size_t size = writers[i].sink ? take() : take() * 11;
	if (!writer)
		return;
	for (int n = 0; n < MUCH; n++)
		bytes[n] = (unsigned char)(n + 1);
	wio_writer_retain(writer);
	const uint64_t before = wio_writer_written(writer);
	int r = byte % 8 ? wio_writer_write(writer, bytes, size) : wio_writer_close(writer);
	if (r == 0 && byte % 8 && wio_writer_written(writer) < before + size)
		finding("more was written than has gone");
	if (r == 0 && byte % 8 == 0 && !wio_writer_is_closing(writer))
		finding("a closed writer is open");
	wio_writer_release(writer);
	took(frame, r);
}

/* ---- functions that are called by name ---- */

static wio_value some_value(void)
{
	static const char *const texts[] = {"", "text", "\xff", "[1, 2]"};
	const unsigned byte = take();
	switch (byte % 8) {
	case 0:
		return wio_undefined();
	case 1:
		return wio_bool(byte & 8);
	case 2:
		return wio_double(byte / 3.0);
	case 3:
		return wio_string(texts[byte / 8 % 4]);
	case 4:
		return wio_json(texts[3]);
	case 5:
		return wio_bytes_of(byte & 8 ? texts[1] : NULL, byte / 16 % 5);
	case 6:
		return (wio_value){.kind = (enum wio_kind)(byte / 8)};
	default:
		return wio_int(byte);
	}
}

static void read_argument(wio_call *call, size_t i)
{
	wio_reader *reader;
	char buffer[8];
	if (wio_call_reader(call, i, &reader) < 0)
		return;
	wio_reader_read(reader, buffer, sizeof buffer);
	wio_reader_release(reader);
}

static int fuzzed(wio_call *call)
{
	const unsigned byte = take();
	const size_t i = byte / 8 % 4;
	wio_writer *writer;
	switch (byte % 8) {
	case 0:
		wio_call_int(call, i);
		break;
	case 1:
		wio_call_string(call, i);
		break;
	case 2:
		wio_call_bytes(call, i);
		break;
	case 3:
		read_argument(call, i);
		break;
	case 4:
		if (wio_call_writer(call, i, &writer) >= 0)
			finding("there is a stream that nobody made");
		break;
	case 5:
		if (wio_call_yield(call, wio_int(1)) >= 0)
			finding("a call that is no stream gave an item");
		break;
	default:
		if (i < wio_call_count(call) && wio_call_value(call, i).kind > WIO_STREAM)
			finding("a value of no kind");
		wio_call_progress(call, byte / 255.0);
	}
	if (byte & 32 && wio_call_check(call) < 0)
		return wio_call_check(call);
	if (byte & 64)
		wio_call_return(call, some_value());
	return task_body(NULL);
}
WIO_EXPORT(fuzzed);

static void call_export(struct frame *frame)
{
	const unsigned byte = take();
	wio_value values[3], result;
	for (unsigned i = 0; i < byte % 4; i++)
		values[i] = some_value();
	int r = wio_export_call(byte & 4 ? NULL : &result, byte & 24 ? "fuzzed" : "none",
	                        byte % 4, values);
	if (r >= 0 && !(byte & 24))
		finding("a function was called that there is not");
	if (!(byte & 4))
		wio_value_clear(&result);
	took(frame, r);
}

static int embedded(unsigned byte)
{
	wio_value *call = wio_export_room(2 * sizeof *call);
	if (!call)
		return WIO_ENOMEM;
	call[0] = byte & 8 ? some_value() : wio_string("fuzzed");
	call[1] = wio_int(byte);
	return wio_export_run(call, byte % 4 ? 2 : 0)->code;
}

static void call_embedded(struct frame *frame)
{
	took(frame, embedded(take()));
}

/* ---- runs that are started ---- */

static void call_start(struct frame *frame)
{
	(void)frame;
	struct given given;
	wio_task *task = NULL;
	wio_runner *runner = some_runner();
	given_take(&given);
	int r = wio_runner_start(runner, &task, task_body, given.argument, &given.task);
	given_check(&given, r);
	if (r == 0)
		keep_task(task);
}

static void call_interrupt_run(struct frame *frame)
{
	(void)frame;
	wio_task *task = *some_task();
	const bool done = task && wio_task_done(task);
	int r = wio_task_interrupt(task);
	if (r == 0 || (r > 0 && (!task || done)))
		finding("interrupt %d of a run", r);
}

/* ---- what must be refused ---- */

static void call_stream_nonsense(struct frame *frame)
{
	(void)frame;
	char buffer[4];
	wio_reader *reader = NULL;
	wio_writer *writer = NULL;
	wio_task *task = NULL;
	int r;
	switch (take() % 8) {
	case 0:
		r = wio_reader_open_bytes(&reader, NULL, 1);
		break;
	case 1:
		r = wio_reader_open_fd(&reader, 900, 0);
		break;
	case 2:
		r = wio_writer_open_fd(&writer, -1, 0);
		break;
	case 3:
		r = wio_reader_read(NULL, buffer, sizeof buffer);
		break;
	case 4:
		r = wio_writer_write(NULL, buffer, sizeof buffer);
		break;
	case 5:
		r = wio_export_call(NULL, "fuzzed", 1, NULL);
		break;
	case 6:
		r = wio_task_interrupt(NULL);
		break;
	default:
		r = wio_runner_start(some_runner(), &task, NULL, NULL, NULL);
	}
	if (r >= 0 || reader || writer || task)
		finding("nonsense of streams was taken for good: %d", r);
}

const struct call stream_waiting_calls[] = {
	CALL(read), CALL(read), CALL(write), CALL(write), CALL(export), CALL(embedded),
};
const size_t stream_waiting_call_count =
	sizeof stream_waiting_calls / sizeof *stream_waiting_calls;

const struct call stream_calls[] = {
	CALL(stream_open), CALL(stream_open), CALL(stream_quick), CALL(start),
	CALL(interrupt_run), CALL(stream_nonsense),
};
const size_t stream_call_count = sizeof stream_calls / sizeof *stream_calls;

/* ---- before and after ---- */

void streams_begin(void)
{
	signal(SIGPIPE, SIG_IGN);
	memset(ends, 0, sizeof ends);
}

void streams_close(void)
{
	/* The outcome of a close that fails is kept until the next. */
	for (int n = 0; n < 3 && embedded(0) < 0; n++)
		;
}

void streams_end(void)
{
	for (int i = 0; i < PLACES; i++) {
		release_reader(i);
		release_writer(i);
	}
	for (int i = 0; i < ENDS; i++)
		if (ends[i].open)
			finding("the far end of a stream was not let go");
}
