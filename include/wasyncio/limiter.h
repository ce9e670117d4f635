// SPDX-License-Identifier: MIT
/*
 * Bounded work, with a look at it: a semaphore of asyncio's knows neither who has it
 * nor how many wait, and its number cannot be changed.
 */
#ifndef WASYNCIO_LIMITER_H
#define WASYNCIO_LIMITER_H

#include "types.h"
#include "waiters.h"

WIO_BEGIN

typedef struct wio_limiter wio_limiter;

/* What one task has borrowed.  All zeroes: nothing.  A struct of the program's, which
 * stays where it is until it is given back, so it is not on a shared stack; its members
 * are nobody's business. */
typedef struct wio_loan {
	wio_limiter *limiter; /* NULL: nothing is lent */
	wio_task *task;       /* a reference */
	struct wio_loan *next;
	struct wio_loan *previous;
} wio_loan;

/* So many at a time: wio_limiter l = WIO_LIMITER(10).  As what wasyncio/sync.h has, it is
 * of one thread, first come, first served, and stays where it is. */
struct wio_limiter {
	wio_waiters waiters;
	size_t total;
	size_t borrowed;
	size_t waiting; /* those that were woken as well */
	wio_loan *first;
	wio_loan *last;
};

#define WIO_LIMITER(n) {{0, 0, 0, 0, 0, 0}, (n), 0, 0, 0, 0}

/*
 * Borrow, for the current task; when all is lent, wait.
 * Owns: a reference to the task, until wio_limiter_release.
 * Cancelled: no effect; nothing is borrowed.
 * [suspends] [0, the errors of wio_waiters_wait, WIO_EINVAL one of them is NULL,
 * WIO_ESTATE the loan is in use, WIO_ESTACK it is on a shared stack]
 */
int wio_limiter_acquire(wio_limiter *limiter, wio_loan *loan);

/*
 * Give back what was borrowed, also from another task; who has waited longest gets it.
 * [never suspends] [0, WIO_EINVAL one of them is NULL, WIO_ESTATE nothing is lent, or
 * by another limiter, WIO_EOTHERLOOP another thread waits for it]
 */
int wio_limiter_release(wio_limiter *limiter, wio_loan *loan);

/*
 * Change how many there are, while they are in use, too.  With fewer, nobody loses what
 * he has: others wait until enough was given back.
 * [never suspends] [0, WIO_EINVAL limiter is NULL, WIO_EOTHERLOOP another thread waits
 * for it]
 */
int wio_limiter_set_total(wio_limiter *limiter, size_t total);

typedef struct wio_limiter_counts {
	size_t total;
	size_t borrowed; /* more than there are, when those were made fewer */
	size_t waiting;  /* tasks */
} wio_limiter_counts;

/* What it comes to at present.  [never suspends] [cannot fail] */
wio_limiter_counts wio_limiter_statistics(const wio_limiter *limiter);

/*
 * Who has borrowed, the longest first: fills tasks, unless it is NULL, with n of
 * them at most.
 * Owns: borrowed, until they give it back.
 * [never suspends] [how many there are]
 */
size_t wio_limiter_borrowers(const wio_limiter *limiter, wio_task **tasks, size_t n);

WIO_END
#endif
