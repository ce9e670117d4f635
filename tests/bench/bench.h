// SPDX-License-Identifier: MIT
#ifndef BENCH_H
#define BENCH_H

#include "wasyncio.h"

/*
 * An operation is a coroutine, the body of a task of its own as a program's
 * would be.  It does n of them and leaves how long that took.
 */
struct job {
	int n;
	int64_t took; /* nanoseconds */
};

static inline int64_t read_clock(void)
{
	return wio_loop_time(wio_get_running_loop());
}

/* around.c */
int lock(void *job);
int pingpong(void *job);
int event(void *job);
int generator(void *job);
int group1000(void *job);
int gather1000(void *job);
int as_completed1000(void *job);
int timeout(void *job);
int clock_read(void *job);
int waits10(void *job);
int waits100k(void *job);

/* contexts.c */
int ctxget(void *job);
int ctxcopy8(void *job);
int ctxcopy800(void *job);

/* threads.c; WIO_ENOTSUP where there are none. */
int executor(void *job);
int conditions(void *job);

/* park.c: they print what they found themselves. */
int park(void *job);
int park_shared(void *job);

#endif
