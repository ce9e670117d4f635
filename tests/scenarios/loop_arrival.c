// SPDX-License-Identifier: MIT
// Scenario: posts and an interrupt that reach one poll are taken in the order in which they came.
// Clauses: E1.1, E1.3, A.INT.8
#include "scenario.h"

static int posted(void *number)
{
	trace("posted", num(*(int *)number));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	if (wio_sleep(TICKS(9)) == WIO_ECANCELED)
		trace("main");
	return 0;
}

SCENARIO(loop_arrival)
{
	at(2, posted, digit(1));
	at(2, interrupt, NULL);
	at(2, posted, digit(2));
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
