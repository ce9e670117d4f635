// SPDX-License-Identifier: MIT
// Scenario: main leaves a sleeping task behind: close cancels it and lets it end.
// Clauses: A.CLOSE.2, A.CLOSE.11, E9, B6
#include "scenario.h"

static int leftover(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		trace("leftover is cancelled");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	spawn(leftover, NULL, NULL);
	wio_yield();
	return 123;
}

SCENARIO(close_cancels)
{
	wio_runner *r = runner();
	trace("result", exc(wio_runner_run(r, program, NULL, NULL)));
	close_runner(r);
}
