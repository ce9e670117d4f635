// SPDX-License-Identifier: MIT
// Scenario: the KeyboardInterrupt has the CancelledError that it replaced as its context.
// Clauses: A.RUN.15, A.INT.15
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	return wio_sleep(TICKS(9));
}

SCENARIO(int_chain)
{
	at(1, interrupt, NULL);
	wio_runner *r = runner();
	trace("error", exc(wio_runner_run(r, program, NULL, NULL)));
	trace("context", err(wio_error_context(wio_last_error())));
	close_runner(r);
}
