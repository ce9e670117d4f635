// SPDX-License-Identifier: MIT
/*
 * Where the bytes come from: files and other descriptors, or, on the web, what
 * JavaScript hands over.  An input is read from its beginning to its end, a
 * slice at a time, so that its size does not matter.
 */
#ifndef DEMO_INPUT_H
#define DEMO_INPUT_H

#include <stddef.h>
#include <stdint.h>

struct input;

/*
 * Open an input; "-" is standard input.
 * Owns: input_close gives it back.
 * [may suspend] [0, WIO_ENOMEM, a negative errno value, the wait errors]
 */
int input_open(struct input **out, const char *name);

/* Its size in bytes, or -1 when only reading will tell.
 * [never suspends] [cannot fail] */
int64_t input_size(const struct input *input);

/*
 * Read the next slice.
 * [may suspend] [how many bytes, 0 at the end, a negative errno value, the wait
 * errors]
 */
int input_read(struct input *input, void *slice, size_t size);

/* [never suspends] [cannot fail] */
void input_close(struct input *input);

#endif
