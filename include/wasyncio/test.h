// SPDX-License-Identifier: MIT
/*
 * For tests of programs: time that goes by at once, orders in which tasks may run,
 * failures and interrupts at each place, and a trace of what was done.  All of it is of
 * the calling thread and begins when it is asked for; a program that asks for none of
 * it is linked without.
 */
#ifndef WASYNCIO_TEST_KIT_H
#define WASYNCIO_TEST_KIT_H

#include "types.h"

WIO_BEGIN

/*
 * Loops that are made from now on have a virtual clock.  It stands still while anything
 * is ready, and when nothing is it goes at once to the next timer or event: so no test
 * waits, and each run is the same.  It begins at 0.  A job in a thread takes the time
 * that it takes, and a timer does not wait for it.
 * [never suspends] [cannot fail]
 */
void wio_test_clock_start(void);

/* Loops have the host's clock again.  Events that are left are dropped.
 * [never suspends] [cannot fail] */
void wio_test_clock_stop(void);

/* What it shows.  Units: nanoseconds.  [never suspends] [cannot fail] */
int64_t wio_test_clock_now(void);

/*
 * Have event(arg) called by the loop that runs then, as if another thread had posted
 * it, when the clock comes to that time.
 * Units: when in nanoseconds of the clock.
 * Owns: arg is the caller's.
 * [never suspends] [0, WIO_EINVAL event is NULL, WIO_ESTACK arg is on a shared stack,
 * WIO_ENOMEM]
 */
int wio_test_at(int64_t when, wio_fn *event, void *arg);

/*
 * Wait until all other tasks of the loop wait for something, or have ended, and no
 * callback is queued: now whatever was to happen has happened.  When several tasks do,
 * one of them goes on, and the next when that one waits.
 * Cancelled: no effect.
 * [suspends] [0, the wait errors]
 */
int wio_test_wait_blocked(void);

/*
 * Chooses which of the n tasks that are ready runs next: 0 is the one that asyncio would
 * run, n - 1 the last.  n is 2 at least.  It may call nothing of the library.
 */
typedef size_t wio_test_choose(size_t n, void *arg);

/*
 * Loops with the virtual clock run what is ready at the beginning of an iteration in
 * the order that choose gives; callbacks keep their places.  NULL: in their own.  A
 * program that is right in one of them only is so by chance.
 * Owns: arg is the caller's.
 * [never suspends] [cannot fail]
 */
void wio_test_order(wio_test_choose *choose, void *arg);

/* The same by chance: of one seed always alike.
 * [never suspends] [cannot fail] */
void wio_test_shuffle(uint64_t seed);

/*
 * Let the nth allocation of the library from now on fail, and no other.
 * Units: the first is 1; 0: none.
 * [never suspends] [cannot fail]
 */
void wio_test_fail_allocation(size_t nth);

/* How many there were since then, or in all.
 * [never suspends] [cannot fail] */
size_t wio_test_allocations(void);

/*
 * Interrupt the run under way as the nth step of a task from now on begins.  A step is
 * what a task does from one wait to the next.
 * Units: the first is 1; 0: never.
 * [never suspends] [cannot fail]
 */
void wio_test_interrupt_at(size_t nth);

/* How many steps there were since then, or in all.
 * [never suspends] [cannot fail] */
size_t wio_test_steps(void);

/*
 * Write from now on what loops do, a line each: "iter 2", "start Task-1",
 * "suspend Task-1", "resume Task-1 WIO_ECANCELED", "cancel Task-1", "end Task-1 7".
 * "iter" is there with the virtual clock only.  What does not fit is left out.  NULL:
 * no more.
 * Owns: text is the caller's, and read by him only when this is over.
 * Units: size in bytes, with the NUL at the end.
 * [never suspends] [cannot fail]
 */
void wio_test_trace(char *text, size_t size);

WIO_END
#endif
