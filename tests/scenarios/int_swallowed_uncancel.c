// SPDX-License-Identifier: MIT
// Scenario: main swallows the interrupt, takes the request back and raises CancelledError itself: still KeyboardInterrupt.
// Clauses: A.INT.20, A.INT.18
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(9));
	if (r == WIO_ECANCELED)
		trace("left", num(wio_task_uncancel(wio_current_task())));
	r = wio_sleep(TICKS(1));
	return r < 0 ? r : WIO_ECANCELED;
}

SCENARIO(int_swallowed_uncancel)
{
	at(2, interrupt, NULL);
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
