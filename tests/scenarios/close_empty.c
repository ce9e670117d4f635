// SPDX-License-Identifier: MIT
// Scenario: closing with nothing left over takes four iterations.
// Clauses: A.CLOSE.1, A.CLOSE.11, E1.7
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	return 7;
}

SCENARIO(close_empty)
{
	wio_runner *r = runner();
	trace("result", exc(wio_runner_run(r, program, NULL, NULL)));
	wio_runner_close(r);
	wio_runner_close(r);
	trace("closed twice");
	wio_runner_free(r);
}
