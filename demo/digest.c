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
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wasyncio.h>

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
	struct file *files;
	size_t count;
	size_t printed;   /* the first so many have had their line */
	size_t finished;  /* or failed */
	size_t open;      /* tasks that run */
	wio_future *room; /* what app waits for while there are MOST_OPEN */
	int64_t timeout;
	bool progress;
};

/* ---- what is said ---- */

static wio_contextvar *current_name; /* of the file that a task works on */
static bool bar_is_shown;

static void erase_bar(void)
{
	if (bar_is_shown)
		fputs("\r\033[K", stderr);
	bar_is_shown = false;
}

static void say(const char *format, ...) WIO_PRINTF(1, 2);

static void say(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const char *name = wio_contextvar_get_or(current_name, NULL);
	erase_bar();
	fprintf(stderr, "digest: %s%s", name ? name : "", name ? ": " : "");
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
	for (;;) {
		draw_bar(arg);
		int r = wio_sleep(WIO_MS(100));
		if (r < 0)
			return r;
	}
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

static int digest_input(struct file *file, struct input *input)
{
	struct sha256 sha;
	unsigned char *slice = malloc(SLICE);
	int r = slice ? 0 : WIO_ENOMEM;
	sha256_init(&sha);
	while (r == 0 && (r = input_read(input, slice, SLICE)) > 0) {
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
	struct input *input;
	/* In this task's context only: it has its own. */
	wio_contextvar_set(current_name, (void *)(uintptr_t)file->name, NULL);
	int r = input_open(&input, file->name);
	if (r == 0) {
		file->size = input_size(input);
		r = digest_input(file, input);
		input_close(input);
	}
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

static int digest_files(struct job *job)
{
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	for (size_t i = 0; r == 0 && i < job->count; i++) {
		if (job->open == MOST_OPEN && (r = wait_for_room(job)) < 0)
			break;
		r = wio_group_create_task(group, NULL, digest_file, &job->files[i],
		                          NULL);
		job->open += r == 0;
	}
	return wio_group_close(group, r);
}

static int app(void *arg)
{
	struct job *job = arg;
	wio_task *bar = NULL;
	wio_timeout *deadline;
	int r = wio_contextvar_new(&current_name, "current_name", NULL);
	if (r < 0 || (r = wio_timeout_open(&deadline, job->timeout)) < 0)
		return r;
	if (job->progress && (r = wio_create_task(&bar, progress, job, NULL)) < 0)
		return r;
	r = wio_timeout_close(deadline, digest_files(job));
	if (bar) {
		wio_task_cancel(bar, NULL);
		wio_await(bar, &(int){0});
		wio_task_release(bar);
	}
	print_digests(job, true);
	bool failed = r == WIO_ETIMEDOUT;
	for (size_t i = 0; i < job->count; i++) {
		struct file *file = &job->files[i];
		failed = failed || file->state != FINISHED;
		if (file->state != UNFINISHED)
			continue;
		wio_contextvar_set(current_name, (void *)(uintptr_t)file->name, NULL);
		say("not finished: %s after %.1f MB",
		    r == WIO_ECANCELED ? "interrupted" : wio_strerror(r),
		    (double)file->done / 1e6);
	}
	wio_contextvar_release(current_name);
	return r < 0 && r != WIO_ETIMEDOUT ? r : failed;
}

/* ---- the command line ---- */

static const char usage[] =
	"usage: digest [OPTION...] FILE...\n"
	"Print the SHA-256 of each FILE as sha256sum does; - is standard input.\n"
	"\n"
	"  --timeout SECONDS             stop after so long\n"
	"  --progress, --no-progress     draw a bar on standard error, or none;\n"
	"                                by default when that is a terminal\n"
	"  --help\n"
	"\n"
	"The status is 0 when all is well, 1 when a FILE could not be read or "
	"time\n"
	"ran out, 2 for wrong usage, and 130 after Ctrl-C (125 under WASI).\n";

static bool parse_seconds(const char *text, int64_t *out)
{
	char *end;
	double seconds = strtod(text, &end);
	if (end == text || *end || !(seconds > 0 && seconds <= 1e9))
		return false;
	*out = (int64_t)(seconds * 1e9);
	return true;
}

/* [0, or 1 and the status that main is to return] */
static int parse(struct job *job, int argc, char **argv, int *status)
{
	static const struct option options[] = {
		{"help", no_argument, NULL, 'h'},
		{"no-progress", no_argument, NULL, 'n'},
		{"progress", no_argument, NULL, 'p'},
		{"timeout", required_argument, NULL, 't'},
		{NULL, 0, NULL, 0},
	};
	*status = 2;
	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		if (c == 'h') {
			fputs(usage, stdout);
			*status = 0;
			return 1;
		}
		if (c == '?')
			return 1; /* getopt_long has said why */
		if (c == 't' && !parse_seconds(optarg, &job->timeout)) {
			fprintf(stderr, "digest: --timeout %s: not a time in seconds\n",
			        optarg);
			return 1;
		}
		if (c != 't')
			job->progress = c == 'p';
	}
	if (optind == argc) {
		fputs(usage, stderr);
		return 1;
	}
	job->count = (size_t)(argc - optind);
	job->files = calloc(job->count, sizeof *job->files);
	if (!job->files) {
		fputs("digest: out of memory\n", stderr);
		*status = 1;
		return 1;
	}
	for (size_t i = 0; i < job->count; i++)
		job->files[i] =
			(struct file){.job = job, .name = argv[optind + (int)i]};
	return 0;
}

int main(int argc, char **argv)
{
	struct job job = {.timeout = WIO_FOREVER,
	                  .progress = isatty(STDERR_FILENO)};
	int status;
	if (parse(&job, argc, argv, &status))
		return status;
	status = wio_run(app, &job);
	free(job.files);
	return status;
}
