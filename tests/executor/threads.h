// SPDX-License-Identifier: MIT
#ifndef EXECUTOR_THREADS_H
#define EXECUTOR_THREADS_H

#include "wasyncio.h"

enum { THREADS = 4, FAILED = WIO_EUSER };

/* A page's loop belongs to one thread, which may not block. */
#ifdef __EMSCRIPTEN__
enum { LOOPS_ANYWHERE = 0, MAY_BLOCK = 0 };
#else
enum { LOOPS_ANYWHERE = 1, MAY_BLOCK = 1 };
#endif

#define CHECK(condition) \
	((condition) ? (void)0 : fail(#condition, __FILE__, __LINE__))

void fail(const char *what, const char *file, int line);

/* Real time, in milliseconds. */
void rest(int ms);

/* A runner for fn(arg), closed afterwards: what either gave. */
int run(wio_fn *fn, void *arg);

/* Cases of coroutines.c. */
int coroutines(void);
int late_coroutines(void);
int exits_of_coroutines(void);

/* That of stacks.c. */
int stacks(void);

#endif
