// SPDX-License-Identifier: MIT
// Scenario: run raises what main raises, as it is.
// Clauses: A.RUN.7, B2
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_yield();
	return wio_raise(VALUE_ERROR, "spam");
}

SCENARIO(run_raises)
{
	wio_runner *r = runner();
	trace("result", exc(wio_runner_run(r, program, NULL, NULL)));
	trace("message", wio_error_message(wio_last_error()));
	close_runner(r);
}
