// SPDX-License-Identifier: MIT
// Scenario: an interrupted run() cancels main, then closes, then is over.
// Clauses: A.FN.1, A.INT.15
#include "scenario.h"

static int leftover(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		trace("leftover is cancelled by close");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	spawn(leftover, NULL, NULL);
	return wio_sleep(TICKS(30));
}

SCENARIO(fn_interrupted)
{
	at(2, interrupt, NULL);
	wio_run(program, NULL);
}
