// SPDX-License-Identifier: MIT
// Scenario: a wait that is cancelled ends with the lock taken, however often it is cancelled until then; a notification that it had goes to the next.
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
	if (r == WIO_ECANCELED)
		trace("cancelled", num(name), num(wio_lock_locked(lock)),
		      why(wio_last_error()));
	else if (r == 0)
		trace("was notified", num(name));
	wio_lock_release(lock);
	return r;
}

static int program(void *unused)
{
	(void)unused;
	condition = (wio_condition){0};
	wio_lock *lock = wio_condition_lock(&condition);
	wio_task *tasks[3];
	for (int name = 0; name < 3; name++)
		wio_create_task(&tasks[name], waiter, digit(name), NULL);
	wio_yield();
	wio_lock_acquire(lock);
	wio_task_cancel(tasks[0], "first");
	wio_sleep(TICKS(1));
	wio_task_cancel(tasks[0], "second");
	wio_sleep(TICKS(1));
	wio_lock_release(lock);
	wio_sleep(TICKS(1));
	wio_lock_acquire(lock);
	wio_condition_notify(&condition, 1);
	wio_task_cancel(tasks[1], NULL);
	wio_lock_release(lock);
	int r = wio_sleep(TICKS(2));
	for (int name = 0; name < 3; name++)
		wio_task_release(tasks[name]);
	return r;
}

SCENARIO(condition_cancelled)
{
	run(program, NULL);
}
