// SPDX-License-Identifier: MIT
// Scenario: one who waits for a lock is cancelled: it is not his, and the others get it.
// Clauses: E4, E7.1, C5
#include "scenario.h"

static wio_lock lock;

static int user(void *arg)
{
	const int name = *(int *)arg;
	int r = wio_lock_acquire(&lock);
	if (r < 0) {
		trace("did not get it", num(name));
		return r;
	}
	trace("has it", num(name));
	return wio_lock_release(&lock);
}

static int program(void *unused)
{
	(void)unused;
	lock = (wio_lock){0};
	wio_task *tasks[3];
	wio_lock_acquire(&lock);
	for (int name = 0; name < 3; name++)
		wio_create_task(&tasks[name], user, digit(name), NULL);
	wio_yield();
	wio_task_cancel(tasks[0], NULL);
	wio_yield();
	wio_yield();
	wio_task_cancel(tasks[1], NULL);
	wio_lock_release(&lock);
	trace("gave it back");
	int r = wio_sleep(TICKS(4));
	for (int name = 0; name < 3; name++)
		wio_task_release(tasks[name]);
	return r;
}

SCENARIO(lock_cancel_waiter)
{
	run(program, NULL);
}
