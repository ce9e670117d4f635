// SPDX-License-Identifier: MIT
// Scenario: main swallows the interrupt and returns: its value is the run's.
// Clauses: A.INT.18
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(9));
	if (r == WIO_ECANCELED)
		trace("swallowed");
	r = wio_sleep(TICKS(1));
	if (r < 0)
		return r;
	trace("requests", num(wio_task_cancelling(wio_current_task())));
	return 7;
}

SCENARIO(int_swallowed)
{
	at(2, interrupt, NULL);
	wio_runner *r = runner();
	trace("result", exc(wio_runner_run(r, program, NULL, NULL)));
	close_runner(r);
}
