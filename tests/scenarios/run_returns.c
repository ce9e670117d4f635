// SPDX-License-Identifier: MIT
// Scenario: run gives what main returns.
// Clauses: A.RUN.7, A.FN.1, B1
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_yield();
	return 42;
}

SCENARIO(run_returns)
{
	trace("result", exc(run(program, NULL)));
}
