// SPDX-License-Identifier: MIT
#ifndef FUZZ_H
#define FUZZ_H

#include "wasyncio.h"

/*
 * A program made of bytes.  Whatever runs, be it a task, a callback or the code
 * around a run, takes its next call from the same input: so one byte changed
 * makes another program, but always the same one.
 */

/* The next byte, and 0 from the end on, where everything returns. */
unsigned take(void);
bool input_left(void);

/* Something that must hold does not: the input is a finding. */
_Noreturn void finding(const char *format, ...) WIO_PRINTF(1, 2);

/* Units of the virtual clock. */
#define TICKS(n) ((int64_t)(n) * 1000)
extern int64_t clock_now;

/* Make what programs share, and give back all that is left of it. */
void calls_begin(void);
void calls_end(void);

/* Calls from outside every run, until the input ends. */
void calls_play(bool strict);

/* Nothing is ready: complete a ticket; false: there is none. */
bool calls_wake(void);

#endif
