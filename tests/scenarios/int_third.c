// SPDX-License-Identifier: MIT
// Scenario: interrupts after the second are raised like it, also while the run is ending.
// Clauses: A.INT.24, F2
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	int r = interrupt(NULL);
	if (r < 0)
		return r;
	r = interrupt(NULL);
	if (r == WIO_EINTERRUPTED)
		trace("second is swallowed");
	r = interrupt(NULL);
	if (r == WIO_EINTERRUPTED)
		trace("third is swallowed");
	r = wio_sleep(TICKS(2));
	if (r == WIO_ECANCELED)
		trace("the first one's request");
	return 6;
}

SCENARIO(int_third)
{
	wio_runner *r = runner();
	trace("result", exc(wio_runner_run(r, program, NULL, NULL)));
	close_runner(r);
}
