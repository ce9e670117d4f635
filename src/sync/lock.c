// SPDX-License-Identifier: MIT
#include "wasyncio/error.h"
#include "wasyncio/sync.h"
#include "wasyncio/task.h"

/* Call the first, unless somebody is on his way: he takes the lock, or calls the
 * next if he cannot.  [0, WIO_EOTHERLOOP] */
static int call_first(wio_lock *lock)
{
	const wio_waiters *waiters = &lock->waiters;
	if (!waiters->asleep || waiters->asleep != waiters->first)
		return 0;
	int r = wio_waiters_wake(&lock->waiters);
	return r < 0 ? r : 0;
}

static void take(wio_lock *lock)
{
	lock->locked = true;
	lock->waiters.holder = wio_current_task();
}

int wio_lock_acquire(wio_lock *lock)
{
	if (!lock)
		return wio_raise(WIO_EINVAL, "wio_lock_acquire: lock is NULL");
	/* Those that were cancelled do not count. */
	if (!lock->locked && !lock->waiters.asleep && !lock->waiters.woken) {
		take(lock);
		return 0;
	}
	lock->waiters.call = "wio_lock_acquire";
	int r = wio_waiters_wait(&lock->waiters, NULL);
	if (r == 0)
		take(lock);
	else if (!lock->locked)
		call_first(lock);
	return r;
}

int wio_lock_release(wio_lock *lock)
{
	if (!lock)
		return wio_raise(WIO_EINVAL, "wio_lock_release: lock is NULL");
	if (!lock->locked)
		return wio_raise(WIO_ESTATE, "wio_lock_release: it is not locked");
	int r = call_first(lock);
	if (r < 0)
		return r;
	lock->locked = false;
	lock->waiters.holder = NULL;
	return 0;
}

bool wio_lock_locked(const wio_lock *lock)
{
	return lock && lock->locked;
}
