// SPDX-License-Identifier: MIT
/*
 * Bytes that come one after the other, and bytes that go: readers and writers.  They
 * know nothing of where the bytes come from or go to; pipes, files and streams of the
 * host are some tables of functions each, and so may be what a program has.
 *
 * A reader reads ahead, in pieces as they come.  One task at a time waits in it.
 * No read that is cancelled or fails loses a byte: what has come is the next one's.
 */
#ifndef WASYNCIO_STREAM_H
#define WASYNCIO_STREAM_H

#include "types.h"
#include "value.h"

WIO_BEGIN

/* Mirrors: asyncio.StreamReader. */
typedef struct wio_reader wio_reader;
/* Mirrors: asyncio.StreamWriter. */
typedef struct wio_writer wio_writer;

/* ---- where bytes come from, and go to ---- */

/* Functions of a source, which are given what wio_reader_new was.  None of them may be
 * left by wio_throw. */
typedef struct wio_reader_source {
	/* Give at least one byte and at most so many, 0 at the end, or an error; may
	 * wait.  One that is cancelled takes none from wherever they are. */
	int (*more)(void *source, void *buffer, size_t size);
	/* Nobody reads it any more, whether or not it is at its end.  Never waits. */
	void (*end)(void *source);
} wio_reader_source;

/* Functions of a sink, of which the same is true. */
typedef struct wio_writer_sink {
	/* Take at least one of these bytes, and say how many, or an error; waits while
	 * there is no room.  One that is cancelled takes none. */
	int (*take)(void *sink, const void *bytes, size_t size);
	/* All is written: tell whoever reads, and wait until it is out.  May be NULL.  One
	 * that is cancelled or fails may be called again. */
	int (*finish)(void *sink);
	/* Nobody writes any more; without finished the rest is missing.  Never waits. */
	void (*end)(void *sink, bool finished);
} wio_writer_sink;

/* ---- readers ---- */

/*
 * A reader of a source.
 * Owns: the table is static; source is the reader's from here on, unless it is refused,
 * until from->end is called.  *reader is the caller's; NULL when it fails.
 * Mirrors: StreamReader.
 * [never suspends] [0, WIO_EINVAL from or from->more is NULL, WIO_ESTACK source is on a
 * shared stack, WIO_ENOMEM]
 */
int wio_reader_new(wio_reader **reader, const wio_reader_source *from, void *source)
    WIO_NONNULL(1);

/* The descriptor stays open when its reader or writer goes. */
enum { WIO_KEEP_OPEN = 1 };

/*
 * A reader of a pipe, a file or whatever else wio_wait_fd waits for; of 0, standard
 * input, on every host as by wio_stdin_read.  A file gives the others a turn with
 * each piece.
 * Owns: unless it is refused, the descriptor is the reader's, which makes it
 * non-blocking and closes it; with WIO_KEEP_OPEN it stays as it is.
 * Mirrors: loop.connect_read_pipe.
 * [never suspends] [0, WIO_EINVAL, WIO_ENOMEM, WIO_ENOTSUP the web has only 0, a negative
 * errno value such as -EBADF]
 */
int wio_reader_open_fd(wio_reader **reader, int fd, int flags) WIO_NONNULL(1);

/*
 * A reader of so many bytes, and the end behind them.
 * Owns: the bytes are copied.
 * Mirrors: StreamReader.feed_data, StreamReader.feed_eof.
 * [never suspends] [0, WIO_EINVAL bytes is NULL, WIO_ENOMEM]
 */
int wio_reader_open_bytes(wio_reader **reader, const void *bytes, size_t size)
    WIO_NONNULL(1);

/* One reference more; returns the reader.  [never suspends] [cannot fail] */
wio_reader *wio_reader_retain(wio_reader *reader);

/* One less; with the last one its source ends.  Who waits in it holds it.
 * [never suspends] [cannot fail] */
void wio_reader_release(wio_reader *reader);

/*
 * How long what wio_reader_read_until and wio_reader_read_line look for may be; 65536
 * when it was never said.
 * Units: bytes, without the separator.
 * Mirrors: the limit of StreamReader.
 * [never suspends] [0, WIO_EINVAL limit is 0]
 */
int wio_reader_set_limit(wio_reader *reader, size_t limit);

/*
 * Read what is there, waiting until there is something.
 * Units: bytes; 0 at the end.
 * Cancelled: no effect; bytes that come are the next read's.
 * Mirrors: StreamReader.read(n).
 * [suspends] [how many bytes, the wait errors, WIO_EINVAL, WIO_EBUSY another task reads,
 * WIO_ENOMEM, the errors of its source]
 */
int wio_reader_read(wio_reader *reader, void *buffer, size_t size);

/*
 * Read exactly so many bytes.  At the end there may be fewer, which are in the buffer
 * then; *got, which may be NULL, says how many.
 * Units: bytes.
 * Cancelled: no effect; what has come is the next read's.
 * Mirrors: StreamReader.readexactly; IncompleteReadError.partial.
 * [suspends] [0, WIO_EINCOMPLETE the end came first, the errors of wio_reader_read]
 */
int wio_reader_read_exactly(wio_reader *reader, void *buffer, size_t size, size_t *got);

/*
 * Read up to and with the separator.  At the end, *found is what came without one.
 * When it is longer than the limit, *found is what may be thrown away of it: that is not
 * read yet.
 * Units: size and found->size in bytes.
 * Owns: *found is the reader's, valid until the next read.
 * Cancelled: no effect; what has come is the next read's.
 * Mirrors: StreamReader.readuntil; IncompleteReadError.partial,
 * LimitOverrunError.consumed.
 * [suspends] [0, WIO_EINCOMPLETE the end came first, WIO_EOVERRUN it is longer than the
 * limit, the errors of wio_reader_read]
 */
int wio_reader_read_until(wio_reader *reader, const void *separator, size_t size,
                          wio_bytes *found);

/*
 * Read a line, with its \n; the last one may have none.  One that is longer than the
 * limit is thrown away, as far as it has come.
 * Owns: *line is the reader's, valid until the next read.
 * Cancelled: no effect; what has come is the next read's.
 * Mirrors: StreamReader.readline.
 * [suspends] [1, or 0 at the end; WIO_EOVERRUN it is longer than the limit, the errors of
 * wio_reader_read]
 */
int wio_reader_read_line(wio_reader *reader, wio_bytes *line);

/*
 * Read everything up to the end.  When that is more than limit bytes, all that has come
 * is still to be read.
 * Units: bytes; limit has no default, and SIZE_MAX is none.
 * Owns: *all is the reader's, valid until the next read.
 * Cancelled: no effect; what has come is the next read's.
 * Mirrors: StreamReader.read(-1), which has no limit.
 * [suspends] [0, WIO_EOVERRUN it is more than the limit, the errors of wio_reader_read]
 */
int wio_reader_read_all(wio_reader *reader, wio_bytes *all, size_t limit);

/* Whether the end was met, and all before it was read.
 * Mirrors: StreamReader.at_eof.  [never suspends] [cannot fail] */
bool wio_reader_at_eof(const wio_reader *reader);

/* ---- writers ---- */

/*
 * A writer to a sink.
 * Owns: the table is static; sink is the writer's from here on, unless it is refused,
 * until to->end is called.  *writer is the caller's; NULL when it fails.
 * Mirrors: StreamWriter.
 * [never suspends] [0, WIO_EINVAL to or to->take is NULL, WIO_ESTACK sink is on a shared
 * stack, WIO_ENOMEM]
 */
int wio_writer_new(wio_writer **writer, const wio_writer_sink *to, void *sink)
    WIO_NONNULL(1);

/*
 * A writer to a pipe, a file or whatever else wio_wait_fd waits for.  When nobody reads
 * any more, writing fails with -EPIPE, where SIGPIPE does not come first.
 * Owns: unless it is refused, the descriptor is the writer's, which makes it
 * non-blocking and closes it; with WIO_KEEP_OPEN it stays as it is, and what is in no
 * file goes in small pieces.
 * Mirrors: loop.connect_write_pipe.
 * [never suspends] [0, WIO_EINVAL, WIO_ENOMEM, WIO_ENOTSUP the web has only 1 and 2, a
 * negative errno value such as -EBADF]
 */
int wio_writer_open_fd(wio_writer **writer, int fd, int flags) WIO_NONNULL(1);

/* One reference more; returns the writer.  [never suspends] [cannot fail] */
wio_writer *wio_writer_retain(wio_writer *writer);

/* One less; the last one aborts it, unless it was closed.  Who waits in it holds it.
 * [never suspends] [cannot fail] */
void wio_writer_release(wio_writer *writer);

/*
 * Write all of these bytes, waiting while there is no room for them: nothing is kept
 * that would want draining.  Tasks that write at the same time come one after the other,
 * each with all that it has.
 * Units: bytes.
 * Cancelled: partial effect; wio_writer_written tells how many bytes have gone, none
 * while others write.
 * Mirrors: StreamWriter.write and StreamWriter.drain in one.
 * [suspends] [0, the wait errors, WIO_EINVAL, WIO_ESTATE it is closed, the errors of its
 * sink]
 */
int wio_writer_write(wio_writer *writer, const void *bytes, size_t size);

/* How many bytes have gone since it was made.  [never suspends] [cannot fail] */
uint64_t wio_writer_written(const wio_writer *writer);

/*
 * Say that all is written, and wait until it is out; behind those who write already.
 * Closed twice is closed.  One that fails is not, and may be closed again, or aborted.
 * Cancelled: partial effect; whoever reads may see the end all the same, and nothing but
 * a close or an abort can follow.
 * Mirrors: StreamWriter.close and StreamWriter.wait_closed in one.
 * [suspends] [0, the wait errors, WIO_EINVAL, the errors of its sink]
 */
int wio_writer_close(wio_writer *writer);

/*
 * Write no more: whoever reads is told, where the sink can tell it, that the rest is
 * missing.  Nothing happens to one that is closed.
 * Mirrors: WriteTransport.abort.
 * [never suspends] [0, WIO_EINVAL, WIO_EBUSY a task writes, and is to be cancelled first]
 */
int wio_writer_abort(wio_writer *writer);

/* Whether it was closed or aborted, or a close has begun.
 * Mirrors: StreamWriter.is_closing.  [never suspends] [cannot fail] */
bool wio_writer_is_closing(const wio_writer *writer);

WIO_END
#endif
