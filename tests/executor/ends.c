// SPDX-License-Identifier: MIT
/*
 * ends HOW: a job that ends a program with threads, or asks for what the loop's thread
 * alone has.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wasyncio.h"

static int traps(void *unused)
{
	(void)unused;
	__builtin_trap();
}

static int aborts(void *unused)
{
	(void)unused;
	abort();
}

static int exits(void *unused)
{
	(void)unused;
	exit(7);
}

static int deeper(int n)
{
	volatile char frame[1000];
	memset((char *)frame, n, sizeof frame);
	return n == 0 ? 0 : deeper(n - 1) + frame[n % 1000];
}

static int overflows(void *unused)
{
	(void)unused;
	return deeper(100000);
}

WIO_JS(own, () => 1)

/* Of both kinds. */
static int calls(void *unused)
{
	(void)unused;
	const int r = wio_host_call(NULL, "function", 0, NULL);
	return own(NULL, 0, NULL) == r ? r : 0;
}

static const struct {
	const char *name;
	wio_fn *fn;
} ways[] = {
    {"trap", traps}, {"abort", aborts}, {"exit", exits}, {"overflow", overflows},
    {"call", calls},
};

static int has_it_done(void *how)
{
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (strcmp(how, ways[i].name) == 0) {
			int r = wio_to_thread(ways[i].fn, NULL);
			printf("%s\n", wio_error_message(wio_last_error()));
			return r == WIO_ENOTSUP ? 0 : 1;
		}
	return 2;
}

int main(int argc, char **argv)
{
	return argc == 2 ? wio_run(has_it_done, argv[1]) : 2;
}
