// SPDX-License-Identifier: MIT
// Scenario: close() of a runner without a loop does nothing and leaves it usable.
// Clauses: A.STATE.8, A.CLOSE.1
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	return 3;
}

SCENARIO(close_never_used)
{
	wio_runner *r = runner();
	wio_runner_close(r);
	trace("nothing to close");
	trace("result", exc(wio_runner_run(r, program, NULL, NULL)));
	close_runner(r);
}
