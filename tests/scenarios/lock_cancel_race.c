// SPDX-License-Identifier: MIT
// Scenario: one to whom a lock was given is cancelled before he goes on: the next has it an iteration later; who was cancelled first stands in the way for one.
// Clauses: E7.1, E7.2, C5
#include "scenario.h"

static wio_lock lock;

static int user(void *arg)
{
	const int name = *(int *)arg;
	int r = wio_lock_acquire(&lock);
	if (r < 0) {
		trace("did not get it", num(name), num(wio_lock_locked(&lock)));
		return r;
	}
	trace("has it", num(name));
	return wio_lock_release(&lock);
}

static int late(void *unused)
{
	(void)unused;
	trace("comes", num(wio_lock_locked(&lock)));
	int r = wio_lock_acquire(&lock);
	if (r < 0)
		return r;
	trace("has it", "late");
	return wio_lock_release(&lock);
}

static int program(void *unused)
{
	(void)unused;
	lock = (wio_lock){0};
	wio_task *tasks[5];
	wio_lock_acquire(&lock);
	for (int name = 0; name < 3; name++)
		wio_create_task(&tasks[name], user, digit(name), NULL);
	wio_yield();
	wio_lock_release(&lock);
	wio_task_cancel(tasks[0], NULL);
	spawn(late, NULL, NULL);
	int r = wio_sleep(TICKS(3));
	trace("the other way round");
	wio_lock_acquire(&lock);
	for (int name = 3; name < 5; name++)
		wio_create_task(&tasks[name], user, digit(name), NULL);
	wio_yield();
	wio_task_cancel(tasks[3], NULL);
	wio_lock_release(&lock);
	r = r < 0 ? r : wio_sleep(TICKS(3));
	for (int name = 0; name < 5; name++)
		wio_task_release(tasks[name]);
	return r;
}

SCENARIO(lock_cancel_race)
{
	run(program, NULL);
}
