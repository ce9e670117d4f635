// SPDX-License-Identifier: MIT
// Scenario: main fails and leaves a task that fails too: main's error comes out, the other one is reported.
// Clauses: A.CLOSE.3, A.FN.1, B8
#include "scenario.h"

static int leftover(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED) {
		trace("leftover cleans up");
		return ZERO_DIVISION_ERROR;
	}
	return r;
}

static int program(void *unused)
{
	(void)unused;
	spawn(leftover, NULL, NULL);
	wio_yield();
	return VALUE_ERROR;
}

SCENARIO(close_after_error)
{
	run(program, NULL);
}
