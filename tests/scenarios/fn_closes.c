// SPDX-License-Identifier: MIT
// Scenario: run() closes its loop also when main fails; leftover tasks are cancelled before the error comes out.
// Clauses: A.FN.1, A.STATE.11
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
	wio_sleep(TICKS(1));
	return WIO_ELOOKUP;
}

SCENARIO(fn_closes)
{
	wio_run(program, NULL);
	trace("after it");
}
