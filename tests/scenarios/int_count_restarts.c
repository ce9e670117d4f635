// SPDX-License-Identifier: MIT
// Scenario: every run counts its interrupts anew: two in two runs are two first ones.
// Clauses: A.INT.28, A.RUN.6
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(9));
	if (r == WIO_ECANCELED)
		trace("interrupted", num(now()));
	return r;
}

SCENARIO(int_count_restarts)
{
	at(2, interrupt, NULL);
	at(6, interrupt, NULL);
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
