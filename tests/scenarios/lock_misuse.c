// SPDX-License-Identifier: MIT
// Scenario: a lock that nobody has cannot be given back.
// Clauses: C5
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	static wio_lock lock;
	trace("release", exc(wio_lock_release(&lock)));
	wio_lock_acquire(&lock);
	wio_lock_release(&lock);
	trace("release", exc(wio_lock_release(&lock)));
	return 0;
}

SCENARIO(lock_misuse)
{
	run(program, NULL);
}
