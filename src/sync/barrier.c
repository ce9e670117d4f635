// SPDX-License-Identifier: MIT
#include "core/wait.h"
#include "wasyncio/error.h"
#include "wasyncio/sync.h"
#include "wasyncio/task.h"

enum { FILLING, DRAINING, RESETTING, BROKEN };

static const wio_error_entry errors[] = {
    WIO_ERRORS_OF_BARRIERS(WIO_ERROR_ENTRY)
};

static int raise_broken(const char *why)
{
	wio_register_errors(errors, sizeof errors / sizeof *errors);
	return wio_raise(WIO_EBROKEN, "the barrier %s", why);
}

static bool is_open(void *arg)
{
	const wio_barrier *barrier = arg;
	return barrier->state == FILLING || barrier->state == BROKEN;
}

static bool is_filled(void *arg)
{
	const wio_barrier *barrier = arg;
	return barrier->state != FILLING;
}

static int wait_until(wio_barrier *barrier, wio_predicate *predicate)
{
	return wio_condition_wait_for(&barrier->condition, predicate, barrier);
}

/* Also where the lock could not be taken again.  [zero or more, WIO_EOTHERLOOP] */
static int wake_all(wio_barrier *barrier)
{
	return wio_waiters_wake_all(&barrier->condition.waiters);
}

/* One has come, and waits for the others, or lets them go on, which they do when the
 * lock is free.  [0, WIO_EBROKEN, the wait errors] */
static int fill(wio_barrier *barrier)
{
	int r;
	if (barrier->count == barrier->parties) {
		if ((r = wake_all(barrier)) < 0)
			return r;
		barrier->state = DRAINING;
		return 0;
	}
	r = wait_until(barrier, is_filled);
	if (r == 0 && barrier->state != DRAINING)
		r = raise_broken(barrier->state == BROKEN ? "is broken" : "was reset");
	return r;
}

/* With its lock. */
static int pass(wio_barrier *barrier)
{
	int r = wait_until(barrier, is_open);
	if (r == 0 && barrier->state == BROKEN)
		r = raise_broken("is broken");
	if (r < 0)
		return r;
	const int place = barrier->count++;
	r = fill(barrier);
	if (--barrier->count == 0) {
		/* The last one out lets in who came too early. */
		if (barrier->state != BROKEN)
			barrier->state = FILLING;
		wake_all(barrier);
	}
	return r < 0 ? r : place;
}

int wio_barrier_wait(wio_barrier *barrier)
{
	if (!barrier || barrier->parties < 1)
		return wio_raise(WIO_EINVAL, "wio_barrier_wait: barrier %s",
		                 barrier ? "has less than 1 party" : "is NULL");
	barrier->condition.waiters.call = "wio_barrier_wait";
	wio_lock *lock = wio_condition_lock(&barrier->condition);
	int r = wio__wait_check_end();
	if (r == 0)
		r = wio_lock_acquire(lock);
	if (r < 0)
		return r;
	r = pass(barrier);
	/* After some errors of the condition it is not taken again. */
	if (lock->locked && lock->waiters.holder == wio_current_task())
		wio_lock_release(lock);
	return r;
}

static int change(wio_barrier *barrier, int state, const char *who)
{
	if (!barrier)
		return wio_raise(WIO_EINVAL, "%s: barrier is NULL", who);
	wio_lock *lock = wio_condition_lock(&barrier->condition);
	int r = wio_lock_acquire(lock);
	if (r < 0)
		return r;
	if (state == RESETTING && barrier->count == 0)
		state = FILLING;
	const int woken = wake_all(barrier);
	if (woken >= 0)
		barrier->state = state;
	r = wio_lock_release(lock);
	return woken < 0 ? woken : r;
}

int wio_barrier_reset(wio_barrier *barrier)
{
	return change(barrier, RESETTING, "wio_barrier_reset");
}

int wio_barrier_abort(wio_barrier *barrier)
{
	return change(barrier, BROKEN, "wio_barrier_abort");
}

int wio_barrier_parties(const wio_barrier *barrier)
{
	return barrier ? barrier->parties : 0;
}

int wio_barrier_n_waiting(const wio_barrier *barrier)
{
	return barrier && barrier->state == FILLING ? barrier->count : 0;
}

bool wio_barrier_broken(const wio_barrier *barrier)
{
	return barrier && barrier->state == BROKEN;
}
