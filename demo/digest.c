// SPDX-License-Identifier: MIT
/*
 * digest: the SHA-256 of any number of files at once, as sha256sum prints it.
 *
 *     app
 *      |-- progress                draws the bar
 *      '-- timeout                 --timeout SECONDS
 *           '-- group
 *                |-- digest_file   a task for each file; its context names
 *                |-- digest_file   the file in every message
 *                '-- ...
 *
 * Ctrl-C cancels app: the group cancels its tasks and waits for them, so that
 * every file is closed; what is finished has been printed, and what is not is
 * named.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasyncio.h>

#include "args.h"
#include "input.h"
#include "sha256.h"

enum { SLICE = 256 * 1024, MOST_OPEN = 64 };

struct job;

struct file {
	struct job *job;
	const char *name;
	int64_t size; /* -1: not known */
	int64_t done; /* bytes */
	enum { UNFINISHED, FINISHED, FAILED } state;
	unsigned char digest[SHA256_SIZE];
};

struct job {
	const struct args *args;
	struct file *files;
	size_t count;
	size_t printed;   /* the first so many have had their line */
	size_t finished;  /* or failed */
	size_t open;      /* tasks that run */
	wio_future *room; /* what app waits for while there are MOST_OPEN */
};

/* ---- what is said ---- */

static wio_contextvar *current_file; /* that the task works on */
static bool bar_is_shown;

static void erase_bar(void)
{
	if (bar_is_shown)
		fputs("\r\033[K", stderr);
	bar_is_shown = false;
}

WIO_PRINTF(1, 2) static void say(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const struct file *file = wio_contextvar_get_or(current_file, NULL);
	erase_bar();
	fprintf(stderr, "digest: %s: ", file ? file->name : "standard output");
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
}

/* As sha256sum does: a line that starts with a backslash has its own escaped,
 * and its ends of line. */
static void print_digest(const struct file *file)
{
	erase_bar();
	if (strpbrk(file->name, "\\\n\r"))
		putchar('\\');
	for (size_t i = 0; i < sizeof file->digest; i++)
		printf("%02x", file->digest[i]);
	fputs("  ", stdout);
	for (const char *c = file->name; *c; c++) {
		if (*c == '\\' || *c == '\n' || *c == '\r')
			printf("\\%c", *c == '\n' ? 'n' : *c == '\r' ? 'r' : '\\');
		else
			putchar(*c);
	}
	putchar('\n');
	fflush(stdout);
}

/* In the order given, each as soon as those before it are done; or, at the
 * end, all that are finished. */
static void print_digests(struct job *job, bool all)
{
	for (; job->printed < job->count; job->printed++) {
		const struct file *file = &job->files[job->printed];
		if (file->state == UNFINISHED && !all)
			return;
		if (file->state == FINISHED)
			print_digest(file);
	}
}

static void draw_bar(const struct job *job)
{
	enum { WIDTH = 32 };
	int64_t done = 0, size = 0;
	for (size_t i = 0; i < job->count; i++) {
		const struct file *file = &job->files[i];
		done += file->done;
		size += file->size > file->done ? file->size : file->done;
	}
	int filled = size > 0 ? (int)(WIDTH * done / size) : 0;
	char bar[WIDTH + 1];
	memset(bar, '#', WIDTH);
	memset(bar + filled, '.', (size_t)(WIDTH - filled));
	bar[WIDTH] = '\0';
	fprintf(stderr, "\r[%s] %zu of %zu files, %.1f of %.1f MB\033[K", bar,
	        job->finished, job->count, (double)done / 1e6, (double)size / 1e6);
	fflush(stderr);
	bar_is_shown = true;
}

static int progress(void *arg)
{
	int r = 0;
	while (r == 0) {
		draw_bar(arg);
		r = wio_sleep(WIO_MS(100));
	}
	erase_bar();
	return r;
}

/* ---- the work ---- */

/* A second Ctrl-C does not wait for the end of the slice. */
static int hash(struct sha256 *sha, const unsigned char *slice, size_t size)
{
	enum { PIECE = 16 * 1024 };
	for (size_t i = 0; i < size; i += PIECE) {
		sha256_update(sha, slice + i, size - i < PIECE ? size - i : PIECE);
		int r = wio_check_interrupt();
		if (r < 0)
			return r;
	}
	return 0;
}

static int digest_input(struct file *file, wio_reader *input)
{
	struct sha256 sha;
	unsigned char *slice = malloc(SLICE);
	int r = slice ? 0 : WIO_ENOMEM;
	sha256_init(&sha);
	while (r == 0 && (r = wio_reader_read(input, slice, SLICE)) > 0) {
		file->done += r;
		r = hash(&sha, slice, (size_t)r);
		/* The other files have their turn, and the loop sees what is new. */
		if (r == 0)
			r = wio_yield();
		if (r < 0)
			break;
	}
	free(slice);
	if (r == 0)
		sha256_final(&sha, file->digest);
	return r;
}

static int digest_file(void *arg)
{
	struct file *file = arg;
	struct job *job = file->job;
	wio_reader *input = NULL;
	/* In this task's own context. */
	int r = wio_contextvar_set(current_file, file, NULL);
	if (r == 0)
		r = input_open(&input, &file->size, file->name);
	if (r == 0)
		r = digest_input(file, input);
	wio_reader_release(input);
	job->open--;
	if (job->room)
		wio_future_set_result(job->room, 0);
	if (r == WIO_ECANCELED || r == WIO_EINTERRUPTED)
		return r;
	/* Any other error is this file's alone. */
	if (r < 0)
		say("%s", wio_strerror(r));
	file->state = r < 0 ? FAILED : FINISHED;
	job->finished++;
	print_digests(job, false);
	return 0;
}

static int wait_for_room(struct job *job)
{
	int r = wio_future_new(&job->room, NULL);
	if (r == 0)
		r = wio_await(job->room, NULL);
	wio_future_release(job->room);
	job->room = NULL;
	return r;
}

static int start_tasks(struct job *job, wio_group *group)
{
	int r = 0;
	for (size_t i = 0; r >= 0 && i < job->count; i++) {
		if (job->open == MOST_OPEN && (r = wait_for_room(job)) < 0)
			break;
		r = wio_group_create_task(group, NULL, digest_file, &job->files[i],
		                          NULL);
		job->open += r == 0;
	}
	return r;
}

static int digest_files(struct job *job)
{
	wio_timeout *deadline;
	wio_group *group;
	int r = wio_timeout_open(&deadline, job->args->timeout);
	if (r < 0)
		return r;
	r = wio_group_open(&group);
	if (r == 0)
		r = wio_group_close(group, start_tasks(job, group));
	return wio_timeout_close(deadline, r);
}

/* What is left to say, and what app returns. */
static int finish(struct job *job, int r)
{
	bool failed = false;
	print_digests(job, true);
	for (size_t i = 0; i < job->count; i++) {
		struct file *file = &job->files[i];
		failed = failed || file->state != FINISHED;
		if (file->state != UNFINISHED)
			continue;
		wio_contextvar_set(current_file, file, NULL);
		say("not finished: %s after %.1f MB",
		    r == WIO_ECANCELED ? "interrupted" : wio_strerror(r),
		    (double)file->done / 1e6);
	}
	if (ferror(stdout)) {
		wio_contextvar_set(current_file, NULL, NULL);
		say("cannot be written");
		failed = true;
	}
	return r < 0 && r != WIO_ETIMEDOUT ? r : failed;
}

static int app(void *arg)
{
	struct job *job = arg;
	wio_task *bar = NULL;
	int r = wio_contextvar_new(&current_file, "current_file", NULL);
	if (r < 0)
		return r;
	if (job->args->progress)
		r = wio_create_task(&bar, progress, job, NULL);
	if (r == 0)
		r = digest_files(job);
	if (bar) {
		wio_task_cancel(bar, NULL);
		wio_await(bar, &(int){0});
		wio_task_release(bar);
	}
	r = finish(job, r);
	wio_contextvar_release(current_file);
	return r;
}

int main(int argc, char **argv)
{
	struct args args;
	int status = args_parse(&args, argc, argv);
	if (status >= 0)
		return status;
	struct job job = {.args = &args, .count = args.count};
	job.files = calloc(job.count, sizeof *job.files);
	if (!job.files) {
		fputs("digest: out of memory\n", stderr);
		return 1;
	}
	for (size_t i = 0; i < job.count; i++)
		job.files[i] = (struct file){.job = &job, .name = args.names[i]};
	status = wio_run(app, &job);
	free(job.files);
	return status;
}
