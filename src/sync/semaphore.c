// SPDX-License-Identifier: MIT
#include <limits.h>

#include "wasyncio/error.h"
#include "wasyncio/sync.h"

/* Whoever is woken has one already. */
static int give(wio_semaphore *semaphore)
{
	int r = wio_waiters_wake(&semaphore->waiters);
	if (r > 0)
		semaphore->value--;
	return r;
}

bool wio_semaphore_locked(const wio_semaphore *semaphore)
{
	return semaphore && (semaphore->value <= 0 || semaphore->waiters.asleep ||
	                     semaphore->waiters.woken);
}

int wio_semaphore_acquire(wio_semaphore *semaphore)
{
	if (!semaphore || semaphore->value < 0)
		return wio_raise(WIO_EINVAL, "wio_semaphore_acquire: semaphore is %s",
		                 semaphore ? "of a negative number" : "NULL");
	if (!wio_semaphore_locked(semaphore)) {
		semaphore->value--;
		return 0;
	}
	semaphore->waiters.call = "wio_semaphore_acquire";
	bool woken;
	int r = wio_waiters_wait(&semaphore->waiters, &woken);
	if (r < 0 && woken)
		semaphore->value++;
	/* There may be more for those who had to wait behind it. */
	while (semaphore->value > 0 && give(semaphore) > 0)
		;
	return r;
}

int wio_semaphore_release(wio_semaphore *semaphore)
{
	if (!semaphore)
		return wio_raise(WIO_EINVAL, "wio_semaphore_release: semaphore is NULL");
	const int most = semaphore->bound ? semaphore->bound - 1 : INT_MAX;
	if (semaphore->value >= most)
		return wio_raise(WIO_ESTATE,
		                 "wio_semaphore_release: released once too often");
	int r = give(semaphore);
	if (r < 0)
		return r;
	semaphore->value++;
	return 0;
}
