// SPDX-License-Identifier: MIT
// Scenario: two runs in a row have a loop each; the second starts counting afresh.
// Clauses: A.FN.1, E1.7
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	return wio_sleep(TICKS(1));
}

SCENARIO(fn_twice)
{
	wio_run(program, NULL);
	wio_run(program, NULL);
}
