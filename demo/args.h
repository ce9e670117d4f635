// SPDX-License-Identifier: MIT
#ifndef DEMO_ARGS_H
#define DEMO_ARGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the command line asks for. */
struct args {
	char **names; /* of the inputs, at least one; those of argv */
	size_t count;
	int64_t timeout; /* nanoseconds, or WIO_FOREVER */
	bool progress;
};

/*
 * Understand the command line, or say what is wrong with it.
 * [-1 go on, or the status that main is to return]
 */
int args_parse(struct args *args, int argc, char **argv);

#endif
