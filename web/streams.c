// SPDX-License-Identifier: MIT
/* Streams of JavaScript's as sources and sinks.  streams.js has them, and keeps a chunk
 * that has come until it is read: so a read that is cancelled loses nothing. */
#include "call/border.h"
#include "call/calls.h"
#include "core/memory.h"
#include "wasyncio/error.h"
#include "wasyncio/stream.h"

/* What streams.js gives us; answers are as of wio__border_call. */
extern int wio__web_stream_open(uint32_t id, bool writes, struct wio__answer *answer);
extern int wio__web_stream_fill(uint32_t id, struct wio__answer *answer);
extern int wio__web_stream_take(uint32_t id, void *buffer, size_t size);
extern int wio__web_stream_room(uint32_t id, struct wio__answer *answer);
extern int wio__web_stream_write(uint32_t id, const void *bytes, size_t size);
extern int wio__web_stream_finish(uint32_t id, struct wio__answer *answer);
extern void wio__web_stream_end(uint32_t id, bool finished);
extern void wio__web_stream_drop(uint32_t id);

struct stream {
	uint32_t id;
};

/* ---- reading ---- */

static int more(void *source, void *buffer, size_t size)
{
	const struct stream *stream = source;
	struct wio__answer answer = {0};
	int r = wio__call_answer(wio__web_stream_fill(stream->id, &answer), &answer, NULL);
	return r < 0 ? r : wio__web_stream_take(stream->id, buffer, size);
}

static void end(struct stream *stream, bool finished)
{
	wio__web_stream_end(stream->id, finished);
	wio__free(stream, sizeof *stream);
}

static void end_reading(void *source)
{
	end(source, false);
}

/* ---- writing ---- */

static int take(void *sink, const void *bytes, size_t size)
{
	const struct stream *stream = sink;
	struct wio__answer answer = {0};
	int r = wio__call_answer(wio__web_stream_room(stream->id, &answer), &answer, NULL);
	return r < 0 ? r : wio__web_stream_write(stream->id, bytes, size);
}

static int finish(void *sink)
{
	const struct stream *stream = sink;
	struct wio__answer answer = {0};
	return wio__call_answer(wio__web_stream_finish(stream->id, &answer), &answer, NULL);
}

static void end_writing(void *sink, bool finished)
{
	end(sink, finished);
}

/* ---- the beginning ---- */

static int open_stream(struct stream **out, uint32_t id, bool writes)
{
	struct wio__answer answer = {0};
	struct stream *stream = wio__alloc(sizeof *stream);
	if (!stream)
		return WIO_ENOMEM;
	stream->id = id;
	int r = wio__call_answer(wio__web_stream_open(id, writes, &answer), &answer, NULL);
	if (r == 0)
		*out = stream;
	else
		wio__free(stream, sizeof *stream);
	return r;
}

int wio__border_reader(uint32_t id, wio_reader **reader)
{
	static const wio_reader_source source = {more, end_reading};
	struct stream *stream = NULL;
	int r = open_stream(&stream, id, false);
	if (r == 0 && (r = wio_reader_new(reader, &source, stream)) < 0)
		end(stream, false);
	return r;
}

int wio__border_writer(uint32_t id, wio_writer **writer)
{
	static const wio_writer_sink sink = {take, finish, end_writing};
	struct stream *stream = NULL;
	int r = open_stream(&stream, id, true);
	if (r == 0 && (r = wio_writer_new(writer, &sink, stream)) < 0)
		end(stream, false);
	return r;
}

void wio__border_drop(uint32_t id)
{
	wio__web_stream_drop(id);
}
