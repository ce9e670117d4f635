// SPDX-License-Identifier: MIT
// Scenario: a lock goes from task to task in the order of their coming, an iteration each; a newcomer does not overtake.
// Clauses: E3, E7.1, C5
#include "scenario.h"

static wio_lock lock;

static int user(void *arg)
{
	const int name = *(int *)arg;
	int r = wio_lock_acquire(&lock);
	if (r < 0)
		return r;
	trace("has it", num(name));
	wio_yield();
	wio_lock_release(&lock);
	trace("gave it back", num(name), num(wio_lock_locked(&lock)));
	if (name == 0) {
		r = wio_lock_acquire(&lock);
		if (r < 0)
			return r;
		trace("again", num(name));
		wio_lock_release(&lock);
	}
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	lock = (wio_lock){0};
	for (int name = 0; name < 3; name++)
		spawn(user, digit(name), NULL);
	wio_sleep(TICKS(8));
	wio_lock_acquire(&lock);
	spawn(user, digit(3), NULL);
	wio_yield();
	wio_lock_release(&lock);
	int r = wio_lock_acquire(&lock);
	trace("has it", "main");
	wio_lock_release(&lock);
	trace("at the end", num(wio_lock_locked(&lock)));
	return r;
}

SCENARIO(lock_fifo)
{
	run(program, NULL);
}
