// SPDX-License-Identifier: MIT
// Scenario: main is interrupted in its own code and takes the cancel back before it waits; what the interrupt posted costs an iteration all the same.
// Clauses: A.INT.6, A.INT.18
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	int r = interrupt(NULL);
	if (r < 0)
		return r;
	trace("left", num(wio_task_uncancel(wio_current_task())));
	r = wio_sleep(TICKS(3));
	if (r < 0)
		return r;
	trace("not cancelled", num(now()));
	return 4;
}

SCENARIO(int_taken_back)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
