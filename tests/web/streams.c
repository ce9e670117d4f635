// SPDX-License-Identifier: MIT
/* streams NAME [NUMBER]: what goes into a program, and what comes out. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wasyncio.h"

static int number;

/* Every byte, by both ways of writing. */
static int bytes(void *unused)
{
	(void)unused;
	unsigned char all[256];
	for (int i = 0; i < 256; i++)
		all[i] = (unsigned char)i;
	if (write(1, all, sizeof all) != sizeof all)
		return 9;
	int r = wio_sleep(WIO_MS(1));
	fwrite(all, 1, sizeof all, stderr);
	fwrite(all, 1, sizeof all, stdout);
	return fflush(stdout) == 0 ? r : 8;
}

static int copies(void *unused)
{
	(void)unused;
	char buffer[4096];
	for (;;) {
		int n = wio_stdin_read(buffer, sizeof buffer);
		if (n <= 0)
			return n;
		if (write(1, buffer, (size_t)n) != n)
			return 9;
	}
}

/* How much there is, what it adds up to, and how it ends. */
static int counts(void *unused)
{
	(void)unused;
	unsigned char buffer[7];
	int total = 0;
	unsigned sum = 0;
	int n;
	while ((n = wio_stdin_read(buffer, sizeof buffer)) > 0) {
		total += n;
		for (int i = 0; i < n; i++)
			sum += buffer[i];
	}
	printf("%d bytes, %u, %d", total, sum, n);
	const wio_error *error = wio_last_error();
	if (n < 0 && error)
		printf(" %s", wio_error_message(error));
	printf("\n");
	return n < 0 && wio_stdin_read(buffer, 1) != n ? 9 : 0;
}

/* At most so many bytes, once. */
static int takes(void *unused)
{
	(void)unused;
	char buffer[1000];
	wio_timeout *timeout;
	int r = wio_timeout_open(&timeout, WIO_MS(300));
	if (r == 0)
		r = wio_timeout_close(timeout, wio_stdin_read(buffer, (size_t)number));
	printf("%d\n", r);
	return 0;
}

/* One byte, and then what number says: an end of each kind. */
static int ends(void *unused)
{
	char byte;
	if (wio_stdin_read(&byte, 1) != 1)
		return 9;
	switch (number) {
	case 0:
		return 0;
	case 1:
		__builtin_trap();
	case 2:
		exit(2);
	default:
		return counts(unused);
	}
}

#ifdef WITH_FILES
/* By libc, for which emcc links its file system. */
static int libc_reads(void)
{
	int total = 0;
	while (getchar() != EOF)
		total++;
	printf("%d, %d\n", total, ferror(stdin) ? errno : 0);
	return 0;
}
#endif

static int cleanup(void *unused)
{
	(void)unused;
	int r = wio_sleep(WIO_MS(1));
	fprintf(stderr, "cleaned up %d\n", r);
	return 0;
}

/* Lines, until they cannot be written. */
static int lines(void *unused)
{
	(void)unused;
	wio_defer(cleanup, NULL);
	for (int i = 0; i < number; i++) {
		errno = 0;
		if (printf("line %d\n", i) < 0 || fflush(stdout) == EOF)
			return wio_raise(WIO_EUSER, "line %d: %d", i, errno);
		int r = wio_sleep(WIO_MS(1));
		if (r < 0)
			return r;
	}
	return 0;
}

/* Which of its writes fail. */
static int writes(void *unused)
{
	(void)unused;
	for (int i = 0; i < number; i++) {
		ssize_t n = write(1, "x\n", 2); /* wasmtime keeps less than a line */
		fprintf(stderr, "%d ", n < 0 ? errno : 0);
		int r = wio_sleep(WIO_MS(1));
		if (r < 0)
			return r;
	}
	return 0;
}

/* So many times 64 KiB, as fast as they are taken. */
static int floods(void *unused)
{
	(void)unused;
	static char much[65536];
	memset(much, 'x', sizeof much);
	for (int i = 0; i < number; i++) {
		if (write(1, much, sizeof much) < 0)
			return -errno;
		int r = wio_yield();
		if (r < 0)
			return r;
	}
	return 0;
}

static const struct {
	const char *name;
	wio_fn *fn;
} programs[] = {
    {"bytes", bytes},   {"copies", copies}, {"counts", counts},
    {"takes", takes},   {"ends", ends},     {"lines", lines},
    {"writes", writes}, {"floods", floods},
};

int main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : "";
	number = argc > 2 ? atoi(argv[2]) : 0;
#ifdef WITH_FILES
	if (strcmp(name, "libc") == 0)
		return libc_reads();
#endif
	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
		if (strcmp(name, programs[i].name) == 0)
			return wio_run(programs[i].fn, NULL);
	return 99;
}
