// SPDX-License-Identifier: MIT
/*
 * The tasks that wait for one thing: what locks, events and queues are made of,
 * and what a program makes its own kinds of waiting of.
 */
#ifndef WASYNCIO_WAITERS_H
#define WASYNCIO_WAITERS_H

#include "types.h"

WIO_BEGIN

/*
 * All zeroes: nobody waits.  It is a part of something of the program's, which
 * stays where it is while a task waits in it; a wait needs no further memory, and
 * a wake none.  It is of one thread, and while tasks wait in it of their loop.
 *
 * A task stays in it until it goes on, in the iteration after it was woken or
 * cancelled: so whoever comes meanwhile can see that somebody was before him.
 */
typedef struct wio_waiters {
	wio_task *first;  /* the one that came first; borrowed, as the others */
	wio_task *last;
	wio_task *asleep; /* the first that was neither woken nor cancelled */
	size_t woken;     /* how many of them were woken */
	/* For who asks what a task waits for: */
	const char *call; /* the function in which tasks wait here; or NULL */
	wio_task *holder; /* whom they wait for, if it is one; or NULL.  Borrowed, and
	                   * looked at only while that task is not done */
} wio_waiters;

/*
 * Wait to be woken, behind all that wait there already.  *woken, if woken is not
 * NULL, says whether that was done: also when the wait fails nevertheless, because
 * a cancel came after the wake.
 * Cancelled: no effect; what a wake was to hand over the caller gives to the next.
 * Mirrors: await of a future that is in a deque of waiters.
 * [suspends] [0, the wait errors, WIO_EINVAL waiters is NULL, WIO_EOTHERLOOP tasks
 * of another loop wait there, WIO_ESTACK it is on a shared stack]
 */
int wio_waiters_wait(wio_waiters *waiters, bool *woken);

/*
 * Wake the first that is asleep; it goes on in the next iteration.
 * Mirrors: set_result of the first future of a deque of waiters.
 * [never suspends] [1, or 0 nobody is asleep; WIO_EINVAL waiters is NULL,
 * WIO_EOTHERLOOP they are another thread's]
 */
int wio_waiters_wake(wio_waiters *waiters);

/*
 * Wake all that are asleep.
 * Mirrors: set_result of each future of a deque of waiters.
 * [never suspends] [how many; WIO_EINVAL waiters is NULL, WIO_EOTHERLOOP they are
 * another thread's]
 */
int wio_waiters_wake_all(wio_waiters *waiters);

WIO_END
#endif
