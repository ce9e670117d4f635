// SPDX-License-Identifier: MIT
#ifndef WIO_STDIN_H
#define WIO_STDIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Standard input as the place that interrupts come from: WASI has no signals.
 * While it is taken, byte 0x03 is an interrupt, and the other bytes go to a
 * buffer from which wio_stdin_read reads.
 */

/* False: it is a regular file, and is left alone. */
bool wio__stdin_take(void);
void wio__stdin_leave(void);
bool wio__stdin_is_taken(void);

/* Not at its end, and not failed. */
bool wio__stdin_is_open(void);

/* Bytes in the buffer, or at its end, or failed. */
bool wio__stdin_has_something(void);

/* Move what is there into the buffer, without waiting; how many interrupts
 * were in it. */
unsigned wio__stdin_look(void);

/* As wio__host_stdin_read. */
int wio__stdin_read(void *buffer, size_t size);

#endif
