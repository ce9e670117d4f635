// SPDX-License-Identifier: MIT
// Scenario: a second interrupt while main's code runs is raised right there.
// Clauses: A.INT.24, A.INT.25
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	int r = interrupt(NULL);
	if (r < 0)
		return r;
	trace("first is only noted");
	r = interrupt(NULL);
	if (r == 0)
		trace("never");
	trace("unwinding");
	return r;
}

SCENARIO(int_second_in_main)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
