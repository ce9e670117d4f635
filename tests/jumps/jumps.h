// SPDX-License-Identifier: MIT
#ifndef JUMPS_H
#define JUMPS_H

#include <stdbool.h>
#include <stddef.h>

#include "wasyncio.h"

/* What the tests of jumps share: cases that are tasks, beside one that ticks. */

#define NOINLINE __attribute__((noinline))

#define CHECK(condition) \
	((condition) ? (void)0 : failed(__FILE__, __LINE__, #condition))

extern int failures;
extern bool shared; /* the stack of the case that is played */

void failed(const char *file, int line, const char *what);

/* Wait, while the others have theirs. */
void take_turn(void);

/* What fn makes of it as a task on such a stack. */
int in_task(wio_fn *fn, void *arg);

struct a_case {
	const char *name;
	wio_fn *play;
};

/* The parts of the program, of which main plays one. */
int play_throw(void);
int play_setjmp_O0(void);
int play_setjmp_O3(void);
int play_setjmp_Os(void);

/* Each on a stack of its own and on a shared one; what main is to return. */
int play(const struct a_case *cases, size_t n);

#endif
