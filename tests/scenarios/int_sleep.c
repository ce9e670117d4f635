// SPDX-License-Identifier: MIT
// Scenario: the first interrupt ends the sleep of main, and the run with it.
// Clauses: A.INT.6, A.INT.8, A.INT.15, E4
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	trace("sleeping");
	int r = wio_sleep(TICKS(20));
	if (r == WIO_ECANCELED)
		trace("woken by the interrupt");
	return r;
}

SCENARIO(int_sleep)
{
	at(4, interrupt, NULL);
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
