// SPDX-License-Identifier: MIT
// Scenario: who comes to a semaphore waits behind those who wait, also when there is one left; as many as are given back go on in one iteration.
// Clauses: E7.3, C5
#include "scenario.h"

static wio_semaphore semaphore;

static int user(void *arg)
{
	const int name = *(int *)arg;
	int r = wio_semaphore_acquire(&semaphore);
	if (r == 0)
		trace("has one", num(name));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	semaphore = (wio_semaphore)WIO_SEMAPHORE(2);
	trace("locked", num(wio_semaphore_locked(&semaphore)));
	for (int name = 0; name < 6; name++)
		spawn(user, digit(name), NULL);
	wio_sleep(TICKS(1));
	trace("locked", num(wio_semaphore_locked(&semaphore)));
	wio_semaphore_release(&semaphore);
	trace("locked", num(wio_semaphore_locked(&semaphore)));
	spawn(user, digit(6), NULL);
	wio_sleep(TICKS(1));
	for (int i = 0; i < 5; i++)
		wio_semaphore_release(&semaphore);
	trace("gave five back");
	int r = wio_sleep(TICKS(1));
	trace("locked", num(wio_semaphore_locked(&semaphore)));
	return r;
}

SCENARIO(semaphore_fifo)
{
	run(program, NULL);
}
