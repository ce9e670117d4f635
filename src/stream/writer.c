// SPDX-License-Identifier: MIT
#include <limits.h>

#include "core/compiler.h"
#include "core/misuse.h"
#include "core/runtime.h"
#include "core/task.h"
#include "core/wait.h"
#include "wasyncio/error.h"
#include "wasyncio/stream.h"
#include "wasyncio/sync.h"

struct wio_writer {
	struct wio__object object;
	unsigned inside; /* tasks that write or close, each with a reference */
	const wio_writer_sink *to;
	void *sink;
	wio_lock lock; /* of who writes or closes */
	uint64_t written;
	enum { OPEN, CLOSING, OVER } state;
};

static const struct wio__noun noun = {WIO__WRITER, "writer", "released"};

/* Where no error can be returned. */
static bool is_writer(const wio_writer *writer, const char *who)
{
	return wio__is(writer, WIO__WRITER) || wio__noun_report(writer, &noun, who);
}

int wio_writer_new(wio_writer **out, const wio_writer_sink *to, void *sink)
{
	*out = NULL;
	if (!to || !to->take)
		return wio_raise(WIO_EINVAL, "wio_writer_new: nothing takes bytes");
	int r = wio__keep_check(sink, "sink");
	if (r < 0)
		return r;
	wio_writer *writer = wio__zalloc(sizeof *writer);
	if (!writer)
		return WIO_ENOMEM;
	writer->object.kind = WIO__WRITER;
	writer->object.refs = 1;
	writer->to = to;
	writer->sink = sink;
	*out = writer;
	return 0;
}

wio_writer *wio_writer_retain(wio_writer *writer)
{
	if (!is_writer(writer, "wio_writer_retain"))
		return NULL;
	writer->object.refs++;
	return writer;
}

/* As wio__value_call: it cannot wait there (src/cmake/never.list). */
static WIO__NEVER_INLINE void wio__writer_end(wio_writer *writer, bool finished)
{
	const bool due = writer->state != OVER && writer->to->end;
	writer->state = OVER;
	if (!due)
		return;
	wio__lock();
	writer->to->end(writer->sink, finished);
	wio__unlock();
}

static void release(wio_writer *writer)
{
	if (--writer->object.refs > 0)
		return;
	wio__writer_end(writer, false);
	wio__object_free(writer, sizeof *writer, WIO__WRITER, NULL);
}

void wio_writer_release(wio_writer *writer)
{
	static const char who[] = "wio_writer_release";
	if (!writer || !is_writer(writer, who))
		return;
	if (writer->object.refs == writer->inside)
		wio__noun_release(&noun, "is written to", who);
	else
		release(writer);
}

/* Around what may wait: whoever is in it holds it. */
static void enter(wio_writer *writer)
{
	writer->object.refs++;
	writer->inside++;
}

static void leave(wio_writer *writer)
{
	writer->inside--;
	release(writer);
}

uint64_t wio_writer_written(const wio_writer *writer)
{
	return is_writer(writer, "wio_writer_written") ? writer->written : 0;
}

bool wio_writer_is_closing(const wio_writer *writer)
{
	return is_writer(writer, "wio_writer_is_closing") && writer->state != OPEN;
}

/* ---- one after the other ---- */

static int write_all(wio_writer *writer, const char *bytes, size_t size)
{
	while (size > 0) {
		/* Whoever came before may have closed it. */
		if (writer->state != OPEN)
			return wio_raise(WIO_ESTATE, "wio_writer_write: it is closed");
		int r = writer->to->take(writer->sink, bytes,
		                         size < INT_MAX ? size : INT_MAX);
		if (r < 0)
			return r;
		bytes += r;
		size -= (size_t)r;
		writer->written += (uint64_t)r;
	}
	return 0;
}

static int finish(wio_writer *writer)
{
	if (writer->state == OVER)
		return 0;
	writer->state = CLOSING;
	int r = writer->to->finish ? writer->to->finish(writer->sink) : 0;
	if (r < 0)
		return r;
	wio__writer_end(writer, true);
	return 0;
}

/* Of one that may wait: nothing of it stays behind if its task is left there. */
static int check(const wio_writer *writer, const char *who)
{
	return wio__is(writer, WIO__WRITER) ? wio__wait_check_forced()
	                                    : wio__noun_raise(writer, &noun, who);
}

int wio_writer_write(wio_writer *writer, const void *bytes, size_t size)
{
	static const char who[] = "wio_writer_write";
	int r = check(writer, who);
	if (r < 0)
		return r;
	if (!bytes && size)
		return wio_raise(WIO_EINVAL, "%s: bytes is NULL", who);
	enter(writer);
	r = wio_lock_acquire(&writer->lock);
	if (r == 0) {
		r = write_all(writer, bytes, size);
		wio_lock_release(&writer->lock);
	}
	leave(writer);
	return r;
}

int wio_writer_close(wio_writer *writer)
{
	int r = check(writer, "wio_writer_close");
	if (r < 0)
		return r;
	enter(writer);
	r = wio_lock_acquire(&writer->lock);
	if (r == 0) {
		r = finish(writer);
		wio_lock_release(&writer->lock);
	}
	leave(writer);
	return r;
}

int wio_writer_abort(wio_writer *writer)
{
	static const char who[] = "wio_writer_abort";
	if (!wio__is(writer, WIO__WRITER))
		return wio__noun_raise(writer, &noun, who);
	if (wio_lock_locked(&writer->lock))
		return wio_raise(WIO_EBUSY, "%s: a task writes", who);
	wio__writer_end(writer, false);
	return 0;
}
