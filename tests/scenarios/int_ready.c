// SPDX-License-Identifier: MIT
// Scenario: an interrupt while main spins on sleep(0): it arrives at its next step.
// Clauses: A.INT.9, A.INT.15, B25
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	int r;
	do {
		busy(1);
		r = wio_yield();
	} while (r == 0);
	if (r == WIO_ECANCELED)
		trace("interrupted", num(now()));
	return WIO_ECANCELED;
}

SCENARIO(int_ready)
{
	at(3, interrupt, NULL);
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
