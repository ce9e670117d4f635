// SPDX-License-Identifier: MIT
// Scenario: those who are notified take the lock in turn, in the order of their waiting.
// Clauses: E7.4, C5
#include "scenario.h"

static wio_condition condition;

static int waiter(void *arg)
{
	const int name = *(int *)arg;
	wio_lock *lock = wio_condition_lock(&condition);
	int r = wio_lock_acquire(lock);
	if (r < 0)
		return r;
	r = wio_condition_wait(&condition);
	if (r == 0) {
		trace("was notified", num(name));
		r = wio_yield();
	}
	wio_lock_release(lock);
	return r;
}

static int program(void *unused)
{
	(void)unused;
	condition = (wio_condition){0};
	wio_lock *lock = wio_condition_lock(&condition);
	for (int name = 0; name < 4; name++)
		spawn(waiter, digit(name), NULL);
	wio_yield();
	trace("notify", exc(wio_condition_notify(&condition, 1)));
	wio_lock_acquire(lock);
	wio_condition_notify(&condition, 2);
	trace("notified");
	wio_yield();
	wio_lock_release(lock);
	wio_sleep(TICKS(3));
	wio_lock_acquire(lock);
	wio_condition_notify_all(&condition);
	wio_lock_release(lock);
	return wio_sleep(TICKS(4));
}

SCENARIO(condition_notify)
{
	run(program, NULL);
}
