// SPDX-License-Identifier: MIT
/* Readers and writers at both ends of pipes, natively. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <wasyncio.h>

static int failures;

#define GIVES(call, value) \
	do { \
		const long long r_ = (long long)(call); \
		if (r_ != (long long)(value)) \
			failures++, printf("%s:%d: %s is %lld\n", __FILE__, __LINE__, #call, r_); \
	} while (0)

enum { MUCH = 1000000 };
static unsigned char sent[MUCH], came[MUCH];

static int writes(void *arg)
{
	wio_writer *writer = arg;
	int r = wio_writer_write(writer, sent, MUCH);
	return r < 0 ? r : wio_writer_close(writer);
}

static int await(wio_task *task)
{
	int result;
	GIVES(wio_await(task, &result), 0);
	wio_task_release(task);
	return result;
}

/* Far more than a pipe holds: the writer waits for the reader. */
static void much(int flags)
{
	int fds[2];
	wio_reader *reader;
	wio_writer *writer;
	wio_task *task;
	GIVES(pipe(fds), 0);
	GIVES(wio_reader_open_fd(&reader, fds[0], flags), 0);
	GIVES(wio_writer_open_fd(&writer, fds[1], flags), 0);
	/* One that is kept is as it was. */
	GIVES(!(fcntl(fds[1], F_GETFL) & O_NONBLOCK), flags != 0);
	GIVES(wio_create_task(&task, writes, writer, NULL), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_task_done(task), 0);
	size_t got;
	GIVES(wio_reader_read_exactly(reader, came, MUCH, &got), 0);
	GIVES(memcmp(came, sent, MUCH), 0);
	GIVES(await(task), 0);
	if (flags)
		close(fds[1]);
	GIVES(wio_reader_read(reader, came, 1), 0);
	wio_writer_release(writer);
	wio_reader_release(reader);
	GIVES(fcntl(fds[1], F_GETFL), -1);
	GIVES(fcntl(fds[0], F_GETFL) < 0, flags == 0);
	if (flags)
		close(fds[0]);
}

/* Nobody reads. */
static void broken(void)
{
	int fds[2];
	wio_writer *writer;
	wio_task *task;
	GIVES(pipe(fds), 0);
	GIVES(wio_writer_open_fd(&writer, fds[1], 0), 0);
	GIVES(wio_create_task(&task, writes, writer, NULL), 0);
	GIVES(wio_yield(), 0);
	close(fds[0]);
	GIVES(await(task), -EPIPE);
	GIVES(wio_writer_written(writer) > 0, 1);
	wio_writer_release(writer);
}

static int reads(void *reader)
{
	size_t got;
	return wio_reader_read_exactly(reader, came, 6, &got);
}

/* A read that is cancelled, and a write. */
static void cancelled(void)
{
	int fds[2];
	wio_reader *reader;
	wio_writer *writer;
	wio_task *task;
	GIVES(pipe(fds), 0);
	GIVES(wio_reader_open_fd(&reader, fds[0], 0), 0);
	GIVES(wio_writer_open_fd(&writer, fds[1], 0), 0);
	GIVES(wio_writer_write(writer, "abc", 3), 0);
	GIVES(wio_create_task(&task, reads, reader, NULL), 0);
	GIVES(wio_sleep(WIO_MS(5)), 0);
	GIVES(wio_task_cancel(task, NULL), 1);
	GIVES(await(task), WIO_ECANCELED);
	GIVES(wio_create_task(&task, writes, writer, NULL), 0);
	GIVES(wio_sleep(WIO_MS(5)), 0);
	GIVES(wio_task_cancel(task, NULL), 1);
	GIVES(await(task), WIO_ECANCELED);
	const size_t written = (size_t)wio_writer_written(writer);
	wio_writer_release(writer);
	GIVES(wio_reader_read_exactly(reader, came, written, NULL), 0);
	GIVES(memcmp(came, "abc", 3), 0);
	GIVES(memcmp(came + 3, sent, written - 3), 0);
	GIVES(wio_reader_read(reader, came, 1), 0);
	wio_reader_release(reader);
}

static int plays(void *unused)
{
	(void)unused;
	for (size_t i = 0; i < MUCH; i++)
		sent[i] = (unsigned char)(i * 7 + i / 251);
	much(0);
	much(WIO_KEEP_OPEN);
	broken();
	cancelled();
	return 0;
}

int main(void)
{
	signal(SIGPIPE, SIG_IGN);
	GIVES(wio_run(plays, NULL), 0);
	if (failures == 0)
		puts("all ok");
	return failures > 0;
}
