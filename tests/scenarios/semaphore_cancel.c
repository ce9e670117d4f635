// SPDX-License-Identifier: MIT
// Scenario: one who got something of a semaphore and is cancelled before he goes on gives it to the next; one who still waited takes nothing with him.
// Clauses: E7.2, E7.3, C5
#include "scenario.h"

static wio_semaphore semaphore;

static int user(void *arg)
{
	const int name = *(int *)arg;
	int r = wio_semaphore_acquire(&semaphore);
	if (r == WIO_ECANCELED)
		trace("got none", num(name));
	else if (r == 0)
		trace("has one", num(name));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	semaphore = (wio_semaphore)WIO_SEMAPHORE(0);
	wio_task *tasks[5];
	for (int name = 0; name < 5; name++)
		wio_create_task(&tasks[name], user, digit(name), NULL);
	wio_yield();
	wio_task_cancel(tasks[1], NULL);
	wio_semaphore_release(&semaphore);
	wio_task_cancel(tasks[0], NULL);
	wio_semaphore_release(&semaphore);
	wio_sleep(TICKS(2));
	wio_task_cancel(tasks[4], NULL);
	wio_semaphore_release(&semaphore);
	int r = wio_sleep(TICKS(2));
	trace("locked", num(wio_semaphore_locked(&semaphore)));
	for (int name = 0; name < 5; name++)
		wio_task_release(tasks[name]);
	return r;
}

SCENARIO(semaphore_cancel)
{
	run(program, NULL);
}
