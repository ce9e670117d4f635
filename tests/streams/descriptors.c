// SPDX-License-Identifier: MIT
/*
 * descriptors NAME [FILE ...]: readers and writers of what the host has descriptors of.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <wasyncio.h>

static char **args;

static int says(const char *what, int r)
{
	if (r < 0)
		printf("%s: %s\n", what, r > -4096 ? strerror(-r) : wio_strerror_name(r));
	else
		printf("%s: %d\n", what, r);
	return r;
}

/* From one to the other, with a buffer between. */
static int copy(wio_reader *reader, wio_writer *writer)
{
	static char buffer[10000];
	int r;
	while ((r = wio_reader_read(reader, buffer, sizeof buffer)) > 0)
		if ((r = wio_writer_write(writer, buffer, (size_t)r)) < 0)
			break;
	return r;
}

/* Standard input to standard output, which stay open. */
static int copies(void *unused)
{
	(void)unused;
	wio_reader *reader;
	wio_writer *writer;
	int r = wio_reader_open_fd(&reader, 0, WIO_KEEP_OPEN);
	if (r < 0)
		return r;
	r = wio_writer_open_fd(&writer, 1, WIO_KEEP_OPEN);
	if (r == 0)
		r = copy(reader, writer);
	if (r == 0)
		r = wio_writer_close(writer);
	wio_writer_release(writer);
	wio_reader_release(reader);
	puts("\nend");
	return r;
}

/* One file to another; a task beside it has its turns. */
static int ticks;

static int ticking(void *unused)
{
	(void)unused;
	int r;
	while ((r = wio_yield()) == 0)
		ticks++;
	return r;
}

static int files(void *unused)
{
	(void)unused;
	wio_reader *reader = NULL;
	wio_writer *writer = NULL;
	wio_task *task;
	int r = wio_create_task(&task, ticking, NULL, NULL);
	if (r < 0)
		return r;
	r = wio_reader_open_fd(&reader, open(args[0], O_RDONLY), 0);
	if (r == 0)
		r = wio_writer_open_fd(&writer,
		                       open(args[1], O_WRONLY | O_CREAT | O_TRUNC, 0666), 0);
	if (r == 0)
		r = copy(reader, writer);
	if (r == 0)
		r = wio_writer_close(writer);
	says("copied", r);
	says("again", wio_writer_close(writer));
	says("written", (int)wio_writer_written(writer));
	says("others had turns", ticks > 2);
	/* A read sees its cancel. */
	wio_task_cancel(wio_current_task(), NULL);
	char byte;
	wio_reader_release(reader);
	reader = NULL;
	r = wio_reader_open_fd(&reader, open(args[0], O_RDONLY), 0);
	if (r == 0)
		says("cancelled", wio_reader_read(reader, &byte, 1));
	wio_task_uncancel(wio_current_task());
	wio_writer_release(writer);
	wio_reader_release(reader);
	wio_task_cancel(task, NULL);
	wio_await(task, &r);
	wio_task_release(task);
	return 0;
}

static int refused(void *unused)
{
	(void)unused;
	wio_reader *reader;
	wio_writer *writer;
	says("none", wio_reader_open_fd(&reader, 99, 0));
	says("none", wio_writer_open_fd(&writer, 99, 0));
	says("a folder", wio_reader_open_fd(&reader, open(args[0], O_RDONLY), 0));
	return 0;
}

static const struct {
	const char *name;
	wio_fn *fn;
} programs[] = {{"copies", copies}, {"files", files}, {"refused", refused}};

int main(int argc, char **argv)
{
	args = argv + 2;
	for (size_t i = 0; argc > 1 && i < sizeof programs / sizeof *programs; i++)
		if (strcmp(programs[i].name, argv[1]) == 0)
			return wio_run(programs[i].fn, NULL);
	return 9;
}
