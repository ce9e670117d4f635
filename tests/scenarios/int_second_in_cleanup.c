// SPDX-License-Identifier: MIT
// Scenario: a second interrupt in the code of main's cleanup ends main with KeyboardInterrupt.
// Clauses: A.INT.24, A.INT.25, F2
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(9));
	if (r == WIO_ECANCELED) {
		trace("cleanup");
		r = wio_sleep(TICKS(1));
		if (r < 0)
			return r;
		r = interrupt(NULL);
		if (r < 0)
			return r;
		trace("never");
	}
	return r;
}

SCENARIO(int_second_in_cleanup)
{
	at(2, interrupt, NULL);
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
