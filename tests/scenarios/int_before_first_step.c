// SPDX-License-Identifier: MIT
// Scenario: an interrupt before the first step of main: the body never runs.
// Clauses: A.INT.10
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	trace("never");
	return 0;
}

SCENARIO(int_before_first_step)
{
	at(0, interrupt, NULL);
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
