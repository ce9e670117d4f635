// SPDX-License-Identifier: MIT
#include "core/wait.h"
#include "wasyncio/error.h"
#include "wasyncio/sync.h"

static wio_lock *lock_of(wio_condition *condition)
{
	return condition->lock ? condition->lock : &condition->own;
}

wio_lock *wio_condition_lock(wio_condition *condition)
{
	return condition ? lock_of(condition) : NULL;
}

static int check(wio_condition *condition, const char *who)
{
	if (!condition)
		return wio_raise(WIO_EINVAL, "%s: condition is NULL", who);
	if (!lock_of(condition)->locked)
		return wio_raise(WIO_ESTATE, "%s: its lock is not locked", who);
	return 0;
}

/* As many as there are up to n.  [how many, an error of the first wake] */
static int wake(wio_waiters *waiters, size_t n)
{
	int woken = 0, r = 1;
	for (; r > 0 && (size_t)woken < n; woken += r > 0)
		r = wio_waiters_wake(waiters);
	return r < 0 ? r : woken;
}

/* What ends a wait, but not the next one. */
static bool may_wait_again(int r)
{
	return r == WIO_ECANCELED || r == WIO_EINTERRUPTED;
}

/* Take the lock after a wait that gave r, however often that is cancelled; of
 * several cancels the last arrives. */
static int take_again(wio_lock *lock, int r)
{
	int taken;
	while ((taken = wio_lock_acquire(lock)) < 0) {
		r = taken;
		if (!may_wait_again(r))
			return r;
	}
	if (r < 0 && !may_wait_again(r))
		wio_lock_release(lock);
	return r;
}

int wio_condition_wait(wio_condition *condition)
{
	int r = check(condition, "wio_condition_wait");
	if (r < 0)
		return r;
	wio_lock *lock = lock_of(condition);
	if ((r = wio__wait_check_end()) < 0) {
		if (!may_wait_again(r))
			wio_lock_release(lock);
		return r;
	}
	if (!condition->waiters.call)
		condition->waiters.call = "wio_condition_wait";
	wio_lock_release(lock);
	r = take_again(lock, wio_waiters_wait(&condition->waiters, NULL));
	/* It may have been notified and does not say so: another shall look. */
	if (r < 0)
		wake(&condition->waiters, 1);
	return r;
}

int wio_condition_wait_for(wio_condition *condition, wio_predicate *predicate,
                           void *arg)
{
	if (!predicate)
		return wio_raise(WIO_EINVAL, "wio_condition_wait_for: predicate is NULL");
	int r = 0;
	while (r == 0 && !predicate(arg))
		r = wio_condition_wait(condition);
	return r;
}

int wio_condition_notify(wio_condition *condition, size_t n)
{
	int r = check(condition, "wio_condition_notify");
	return r < 0 ? r : wake(&condition->waiters, n);
}

int wio_condition_notify_all(wio_condition *condition)
{
	int r = check(condition, "wio_condition_notify_all");
	return r < 0 ? r : wio_waiters_wake_all(&condition->waiters);
}
