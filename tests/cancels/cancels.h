// SPDX-License-Identifier: MIT
#ifndef CANCELS_H
#define CANCELS_H

#include "wasyncio_test.h"

/*
 * What a cancel does to a call that waits.  A row is a function
 *
 *     ROW(wio_some_call, no_effect)
 *     {
 *             ...
 *             wio_task *task = waits(calls_it, &thing, "wio_some_call");
 *             GIVES(cancelled(task), WIO_ECANCELED);
 *             CHECK(the thing is as its contract says);
 *     }
 *
 * that is the main task of a run on the virtual clock.  The kind is the one that the call's
 * contract begins its Cancelled with.
 */
#define ROW(call, kind) \
	void row_##call(void); \
	void row_##call(void)

#define GIVES(call, value) \
	cancels_gives((call), (value), #call, __FILE__, __LINE__)
#define CHECK(condition) \
	((condition) ? (void)0 : cancels_failed(#condition, __FILE__, __LINE__))

void cancels_gives(long long r, long long value, const char *call,
                   const char *file, int line);
void cancels_failed(const char *what, const char *file, int line);

/* A task of fn(arg), once it waits, and does so in that call. */
wio_task *waits(wio_fn *fn, void *arg, const char *call);
/* One that has begun, and is ready again all the time. */
wio_task *waits_its_turn(wio_fn *fn, void *arg);
/* Cancels the task; how it has ended. */
int cancelled(wio_task *task);

/* Waits for ever. */
int sleeps(void *unused);
/* A task of this, and its end. */
wio_task *sleeper(void);
void wakes(wio_task *sleeper);

/* This row cannot be played on this host. */
void not_here(void);
/* What the host is to write to standard input has to come now. */
void wants_input(const char *call);

#endif
