// SPDX-License-Identifier: MIT
/*
 * What tasks share: locks, events, conditions, semaphores, barriers.
 *
 * Each is a struct of the program's, static or a part of something larger, with
 * nothing to make or to free: all zeroes is one that is ready for use, and for
 * those with a number there is an initializer.  It stays where it is while tasks
 * wait in it, so it is not on a shared stack, and its members are nobody's
 * business.  It belongs to one thread, and at any one time to the tasks of one
 * loop.
 *
 * Everywhere it is first come, first served, and nobody overtakes: who was woken
 * and has not gone on yet comes before who comes now.  A wait that is cancelled has
 * not taken anything; what it was to get goes to the next.
 */
#ifndef WASYNCIO_SYNC_H
#define WASYNCIO_SYNC_H

#include "types.h"
#include "waiters.h"

WIO_BEGIN

/* ---- lock ---- */

/* Of one task at a time; any may give it back.  It is not recursive.
 * Mirrors: asyncio.Lock. */
typedef struct wio_lock {
	wio_waiters waiters;
	bool locked;
} wio_lock;

/*
 * Take the lock; when somebody has it, or has been called to take it, wait.
 * Cancelled: no effect; it is not taken.
 * Mirrors: Lock.acquire.
 * [suspends] [0, the errors of wio_waiters_wait, WIO_EINVAL lock is NULL]
 */
int wio_lock_acquire(wio_lock *lock);

/*
 * Give the lock back.  Who has waited longest is called and takes it in the next
 * iteration; until then it is not locked, but nobody else can take it.
 * Mirrors: Lock.release.
 * [never suspends] [0, WIO_ESTATE it is not locked, WIO_EINVAL lock is NULL,
 * WIO_EOTHERLOOP another thread waits for it]
 */
int wio_lock_release(wio_lock *lock);

/* True when somebody has it.
 * Mirrors: Lock.locked.  [never suspends] [cannot fail] */
bool wio_lock_locked(const wio_lock *lock);

/* ---- event ---- */

/* Something that happened, for all who wait for it.  Mirrors: asyncio.Event. */
typedef struct wio_event {
	wio_waiters waiters;
	bool is_set;
} wio_event;

/*
 * Wait until it is set; one that is set is not waited for.
 * Cancelled: no effect.
 * Mirrors: Event.wait.
 * [suspends] [0, the errors of wio_waiters_wait, WIO_EINVAL event is NULL]
 */
int wio_event_wait(wio_event *event);

/*
 * Set it, and wake all who wait, also if it is cleared before they go on.
 * Mirrors: Event.set.
 * [never suspends] [0, WIO_EINVAL event is NULL, WIO_EOTHERLOOP another thread
 * waits for it]
 */
int wio_event_set(wio_event *event);

/* Not set any more.  Mirrors: Event.clear.
 * [never suspends] [0, WIO_EINVAL event is NULL] */
int wio_event_clear(wio_event *event);

/* True when it is set.
 * Mirrors: Event.is_set.  [never suspends] [cannot fail] */
bool wio_event_is_set(const wio_event *event);

/* ---- condition ---- */

/* A lock, and tasks that wait until something that it guards has changed.
 * Mirrors: asyncio.Condition. */
typedef struct wio_condition {
	wio_lock *lock; /* one that it shares with others; NULL: its own */
	wio_lock own;
	wio_waiters waiters;
} wio_condition;

/* Its lock, as wio_lock_acquire, wio_lock_release, wio_lock_locked.
 * Owns: borrowed, a part of the condition or what it was given.
 * Mirrors: Condition.acquire, release, locked.  [never suspends] [cannot fail] */
wio_lock *wio_condition_lock(wio_condition *condition);

/*
 * Give up the lock, wait to be notified, and take the lock again; after an error that is
 * no cancel and no interrupt the lock is not taken.  May return without a notification:
 * look again, or use wio_condition_wait_for.
 * Cancelled: partial effect; others have had the lock, and it is taken again before the
 * cancel arrives.  A notification that cannot be used goes to the next.
 * Mirrors: Condition.wait.
 * [suspends] [0, the errors of wio_waiters_wait, WIO_ESTATE it is not locked,
 * WIO_EINVAL condition is NULL]
 */
int wio_condition_wait(wio_condition *condition);

/* What is waited for: true when it is so.  It must not wait. */
typedef bool wio_predicate(void *arg);

/*
 * wio_condition_wait until predicate(arg) is true; not at all if it is so already.
 * Cancelled: partial effect, as of wio_condition_wait.
 * Mirrors: Condition.wait_for.
 * [suspends] [0, the errors of wio_waiters_wait, WIO_ESTATE it is not locked,
 * WIO_EINVAL condition or predicate is NULL]
 */
int wio_condition_wait_for(wio_condition *condition, wio_predicate *predicate,
                           void *arg);

/*
 * Wake n of those who wait; each then takes the lock in turn.
 * Mirrors: Condition.notify.
 * [never suspends] [how many were woken, WIO_ESTATE it is not locked, WIO_EINVAL
 * condition is NULL, WIO_EOTHERLOOP they are another thread's]
 */
int wio_condition_notify(wio_condition *condition, size_t n);

/* The same for all of them.
 * Mirrors: Condition.notify_all.
 * [never suspends] [as wio_condition_notify] */
int wio_condition_notify_all(wio_condition *condition);

/* ---- semaphore ---- */

/* A number of things of which each task takes one.
 * Mirrors: asyncio.Semaphore, asyncio.BoundedSemaphore. */
typedef struct wio_semaphore {
	wio_waiters waiters;
	int value;
	int bound; /* one more than the value may become; 0: any */
} wio_semaphore;

/* wio_semaphore s = WIO_SEMAPHORE(3); bounded: a release too many is refused. */
#define WIO_SEMAPHORE(n) {{0, 0, 0, 0, 0, 0}, (n), 0}
#define WIO_BOUNDED_SEMAPHORE(n) {{0, 0, 0, 0, 0, 0}, (n), (n) + 1}

/*
 * Take one; when there is none, or others wait already, wait.
 * Cancelled: no effect; none is taken.
 * Mirrors: Semaphore.acquire.
 * [suspends] [0, the errors of wio_waiters_wait, WIO_EINVAL semaphore is NULL or was
 * made with a negative number]
 */
int wio_semaphore_acquire(wio_semaphore *semaphore);

/*
 * Give one back, to who has waited longest.
 * Mirrors: Semaphore.release, BoundedSemaphore.release.
 * [never suspends] [0, WIO_ESTATE it is bounded and has all of them, or has INT_MAX,
 * WIO_EINVAL semaphore is NULL, WIO_EOTHERLOOP another thread waits for it]
 */
int wio_semaphore_release(wio_semaphore *semaphore);

/* True when wio_semaphore_acquire would wait.
 * Mirrors: Semaphore.locked.  [never suspends] [cannot fail] */
bool wio_semaphore_locked(const wio_semaphore *semaphore);

/* ---- barrier ---- */

/* Where a number of tasks wait for each other, over and over.
 * Mirrors: asyncio.Barrier. */
typedef struct wio_barrier {
	wio_condition condition;
	int parties;
	int count; /* who is in it */
	int state;
} wio_barrier;

/* wio_barrier b = WIO_BARRIER(3); */
#define WIO_BARRIER(n) \
	{{0, {{0, 0, 0, 0, 0, 0}, false}, {0, 0, 0, 0, 0, 0}}, (n), 0, 0}

/*
 * Wait until as many as its parties have come; the last one does not wait.  The next
 * round begins when all of this one have gone on; who comes earlier waits for that.
 * Cancelled: no effect; it has not come, and the others wait on.
 * Mirrors: Barrier.wait.
 * [suspends] [the place in which it came, from 0; the errors of wio_waiters_wait,
 * WIO_EBROKEN it is or becomes broken, or is reset, WIO_EINVAL barrier is NULL or has
 * less than 1 party]
 */
int wio_barrier_wait(wio_barrier *barrier);

/*
 * Empty it: who waits in it gets WIO_EBROKEN.  A broken one is whole again.  It waits
 * only for those that are about to go on.
 * Cancelled: no effect; it is as before.
 * Mirrors: Barrier.reset.
 * [suspends] [0, the errors of wio_waiters_wait, WIO_EINVAL barrier is NULL]
 */
int wio_barrier_reset(wio_barrier *barrier);

/*
 * Break it: who waits in it, and who comes, gets WIO_EBROKEN until it is reset.
 * Cancelled: no effect; it is as before.
 * Mirrors: Barrier.abort.
 * [suspends] [as wio_barrier_reset]
 */
int wio_barrier_abort(wio_barrier *barrier);

/* How many it is made for.
 * Mirrors: Barrier.parties.  [never suspends] [cannot fail] */
int wio_barrier_parties(const wio_barrier *barrier);

/* How many wait in it until it is full.
 * Mirrors: Barrier.n_waiting.  [never suspends] [cannot fail] */
int wio_barrier_n_waiting(const wio_barrier *barrier);

/* True when it is broken.
 * Mirrors: Barrier.broken.  [never suspends] [cannot fail] */
bool wio_barrier_broken(const wio_barrier *barrier);

WIO_END
#endif
