// SPDX-License-Identifier: MIT
// Scenario: a bounded semaphore takes back no more than it had.
// Clauses: C5
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	static wio_semaphore semaphore;
	semaphore = (wio_semaphore)WIO_BOUNDED_SEMAPHORE(1);
	trace("refused", num(wio_semaphore_release(&semaphore) < 0));
	wio_semaphore_acquire(&semaphore);
	wio_semaphore_release(&semaphore);
	trace("refused", num(wio_semaphore_release(&semaphore) < 0));
	wio_semaphore_acquire(&semaphore);
	trace("has it");
	return 0;
}

SCENARIO(semaphore_bounded)
{
	run(program, NULL);
}
