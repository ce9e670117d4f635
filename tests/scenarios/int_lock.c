// SPDX-License-Identifier: MIT
// Scenario: an interrupt at a lock: the wait ends, and the lock goes on to others; a second one ends the run, and close cancels.
// Clauses: A.INT.8, A.INT.27, E7.1
#include "scenario.h"

static wio_lock lock;

static int holder(void *unused)
{
	(void)unused;
	int r = wio_lock_acquire(&lock);
	if (r < 0)
		return r;
	trace("has it");
	r = wio_sleep(TICKS(4));
	wio_lock_release(&lock);
	if (r < 0)
		return r;
	trace("gave it back");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	spawn(holder, NULL, NULL);
	wio_yield();
	int r = wio_lock_acquire(&lock);
	if (r == WIO_ECANCELED)
		trace("interrupted");
	r = wio_lock_acquire(&lock);
	if (r < 0)
		return r;
	trace("has it after all");
	return 0;
}

SCENARIO(int_lock)
{
	lock = (wio_lock){0};
	at(1, interrupt, NULL);
	at(2, interrupt, NULL);
	run(program, NULL);
}
