// SPDX-License-Identifier: MIT
// Scenario: a runner is closed from inside its own run.
// Clauses: A.RUN.11
// Deviation: P9 — close returns WIO_ERUNNING before it cancels anything.
#include "scenario.h"

static int program(void *r)
{
	trace("refused", num(wio_runner_close(r) == WIO_ERUNNING));
	int slept = wio_sleep(TICKS(1));
	if (slept == WIO_ECANCELED)
		trace("cancelled");
	if (slept < 0)
		return slept;
	trace("goes on");
	return 0;
}

SCENARIO(close_inside)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, r, NULL);
	close_runner(r);
}
