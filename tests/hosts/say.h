// SPDX-License-Identifier: MIT
#ifndef SAY_H
#define SAY_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wasyncio.h"

/* A line that the test sees at once. */
static inline void say(const char *text)
{
	puts(text);
	fflush(stdout);
}

/* How something ended, by name. */
static inline void say_result(const char *what, int r)
{
	if (r < 0)
		printf("%s: %s\n", what, wio_strerror_name(r));
	else
		printf("%s: %d\n", what, r);
	fflush(stdout);
}

/* Longer than any test waits. */
static inline int nap(const char *what)
{
	int r = wio_sleep(WIO_S(1000));
	say_result(what, r);
	return r;
}

struct program {
	const char *name;
	wio_fn *fn;
};

/* The one that is named on the command line. */
static inline wio_fn *choose(const struct program *programs, size_t n,
                             const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (name && strcmp(programs[i].name, name) == 0)
			return programs[i].fn;
	fprintf(stderr, "no program of this name\n");
	exit(2);
}

#endif
