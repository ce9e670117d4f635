// SPDX-License-Identifier: MIT
// Scenario: an interrupt in main's last step, which returns: the result is dropped.
// Clauses: A.INT.12
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(1));
	if (r < 0)
		return r;
	r = interrupt(NULL);
	if (r < 0)
		return r;
	trace("returns all the same");
	return 5;
}

SCENARIO(int_last_step_returns)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
