// SPDX-License-Identifier: MIT
/* Readers and writers: at both ends of a tube of the program's own, and of a pipe. */
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "replay.h"
#include "sweeps.h"

static const wio_task_options counted = {.arg_free = token_release};

/* ---- a tube, which holds little ---- */

static struct tube {
	char bytes[16];
	size_t written, read;
	bool finished, left; /* by its writer, by its reader */
	wio_event readable, writable;
	int ends; /* not let go of */
} tube;

static int more(void *self, void *buffer, size_t size)
{
	(void)self;
	int r = 0;
	wio_event_clear(&tube.readable);
	while (r == 0 && tube.read == tube.written && !tube.finished)
		r = wio_event_wait(&tube.readable);
	if (r < 0)
		return r;
	size_t n = 0;
	for (; n < size && tube.read < tube.written; n++)
		((char *)buffer)[n] = tube.bytes[tube.read++ % sizeof tube.bytes];
	wio_event_set(&tube.writable);
	return (int)n;
}

static int take(void *self, const void *bytes, size_t size)
{
	(void)self;
	int r = 0;
	wio_event_clear(&tube.writable);
	while (r == 0 && tube.written - tube.read == sizeof tube.bytes && !tube.left)
		r = wio_event_wait(&tube.writable);
	if (r < 0)
		return r;
	size_t n = 0;
	for (; n < size && tube.written - tube.read < sizeof tube.bytes; n++)
		tube.bytes[tube.written++ % sizeof tube.bytes] = ((const char *)bytes)[n];
	wio_event_set(&tube.readable);
	return tube.left ? WIO_ECLOSED : (int)n;
}

static int finish(void *self)
{
	(void)self;
	tube.finished = true;
	wio_event_set(&tube.readable);
	return wio_yield();
}

static void reader_ends(void *self)
{
	(void)self;
	tube.left = true;
	tube.ends--;
	wio_event_set(&tube.writable);
}

static void writer_ends(void *self, bool finished)
{
	(void)self;
	(void)finished;
	tube.finished = true;
	tube.ends--;
	wio_event_set(&tube.readable);
}

static const wio_reader_source from_tube = {more, reader_ends};
static const wio_writer_sink to_tube = {take, finish, writer_ends};

static int open_tube(wio_reader **reader, wio_writer **writer)
{
	tube = (struct tube){0};
	int r = wio_reader_new(reader, &from_tube, &tube);
	if (r < 0)
		return r;
	tube.ends++;
	if ((r = wio_writer_new(writer, &to_tube, &tube)) == 0)
		tube.ends++;
	return r;
}

/* ---- what goes through it ---- */

static const char text[] = "one\ntwo;four and more than the tube has room for\n";
enum { SIZE = sizeof text - 1 };

static struct {
	wio_reader *reader;
	wio_writer *writer;
	size_t come; /* which were read */
} between;

static int came(const void *bytes, size_t size)
{
	if (between.come + size > SIZE || memcmp(text + between.come, bytes, size) != 0)
		replay_failed("%zu bytes are not those that come after %zu", size,
		              between.come);
	between.come += size;
	return (int)size;
}

static int writes(void *unused)
{
	(void)unused;
	/* Two at the same writer would be one after the other. */
	int r = wio_writer_write(between.writer, text, 10);
	if (r == 0)
		r = wio_yield();
	if (r == 0)
		r = wio_writer_write(between.writer, text + 10, SIZE - 10);
	if (r == 0)
		r = wio_writer_close(between.writer);
	return r;
}

static int reads(void *unused)
{
	(void)unused;
	wio_bytes found;
	char four[4];
	size_t got = 0;
	int r = wio_reader_read_line(between.reader, &found);
	if (r < 0)
		return r;
	came(found.data, found.size);
	if ((r = wio_reader_read_until(between.reader, ";", 1, &found)) < 0)
		return r;
	came(found.data, found.size);
	if ((r = wio_reader_read_exactly(between.reader, four, 4, &got)) < 0)
		return r;
	came(four, got);
	if ((r = wio_reader_read_all(between.reader, &found, SIZE)) < 0)
		return r;
	came(found.data, found.size);
	return wio_reader_at_eof(between.reader) ? 0 : 1;
}

/* What was taken from the source, and not read, is still there. */
static void look_for_the_rest(bool of_tube)
{
	char rest[SIZE];
	int r = 0;
	tube.finished = true;
	while (of_tube && (r = wio_reader_read(between.reader, rest, sizeof rest)) > 0)
		came(rest, (size_t)r);
	if (of_tube && r == 0 && between.come != tube.written)
		replay_failed("%zu bytes were read of %zu", between.come, tube.written);
}

static int transfer(void *of_tube)
{
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = wio_group_create_task(group, NULL, writes, token(), &counted);
	if (r == 0)
		r = wio_group_create_task(group, NULL, reads, token(), &counted);
	r = wio_group_close(group, r);
	if (r < 0) {
		cleanup_begins();
		look_for_the_rest(of_tube != NULL);
		cleanup_ends();
	}
	return r < 0 ? r : (int)between.come;
}

/* Who was left waiting in them holds them until the runner closes. */
static int let_go(int r)
{
	wio_reader_release(between.reader);
	wio_writer_release(between.writer);
	between.reader = NULL;
	between.writer = NULL;
	return r;
}

static int through_tube(void *unused)
{
	(void)unused;
	between.come = 0;
	int r = open_tube(&between.reader, &between.writer);
	return let_go(r < 0 ? r : transfer(&tube));
}

PROGRAM(tube)
{
	run_alone(through_tube);
	if (tube.ends)
		replay_failed("%d ends of the tube are left", tube.ends);
}

/* ---- the same through a pipe, where there is one ---- */

#ifdef __wasm__
static int open_pipe(wio_reader **reader, wio_writer **writer)
{
	return open_tube(reader, writer);
}
#else
static int open_pipe(wio_reader **reader, wio_writer **writer)
{
	int fds[2];
	if (pipe(fds) < 0)
		return OS_ERROR;
	int r = wio_reader_open_fd(reader, fds[0], 0);
	if (r < 0)
		close(fds[0]);
	int s = wio_writer_open_fd(writer, fds[1], 0);
	if (s < 0)
		close(fds[1]);
	return r < 0 ? r : s;
}
#endif

static int through_pipe(void *unused)
{
	(void)unused;
	between.come = 0;
	tube.ends = 0;
	int r = open_pipe(&between.reader, &between.writer);
	return let_go(r < 0 ? r : transfer(NULL));
}

PROGRAM(pipe)
{
	run_alone(through_pipe);
}
