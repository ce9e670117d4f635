// SPDX-License-Identifier: MIT
/* Where the bytes come from: files and other descriptors, or, on the web, what
 * JavaScript hands over. */
#ifndef DEMO_INPUT_H
#define DEMO_INPUT_H

#include <stdint.h>
#include <wasyncio.h>

/*
 * Open an input; "-" is standard input.  *size is -1 when only reading will tell.
 * Owns: *reader is the caller's; NULL when it fails.
 * [may suspend] [0, a negative errno value, the errors of wio_reader_open_fd, the wait
 * errors]
 */
int input_open(wio_reader **reader, int64_t *size, const char *name);

#endif
