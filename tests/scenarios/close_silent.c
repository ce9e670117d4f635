// SPDX-License-Identifier: MIT
// Scenario: a leftover task that swallows its cancellation and returns is not reported.
// Clauses: A.CLOSE.3
#include "scenario.h"

static int leftover(void *unused)
{
	(void)unused;
	if (wio_sleep(TICKS(50)) == WIO_ECANCELED)
		trace("swallowed");
	return 9;
}

static int program(void *unused)
{
	(void)unused;
	spawn(leftover, NULL, NULL);
	wio_yield();
	return 0;
}

SCENARIO(close_silent)
{
	run(program, NULL);
}
