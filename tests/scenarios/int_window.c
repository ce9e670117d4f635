// SPDX-License-Identifier: MIT
// Scenario: an interrupt when main has been made but the handler is not installed: run() fails, the orphan stays.
// Clauses: A.INT.3
// Deviation: P4 — it counts as the first interrupt of that run: its main is cancelled unstarted, nothing is left over.
#include "scenario.h"

static int orphan(void *unused)
{
	(void)unused;
	trace("the first run's main runs");
	return 1;
}

static int program(void *unused)
{
	(void)unused;
	trace("the second run's main runs");
	return 2;
}

SCENARIO(int_window)
{
	at_run(interrupt);
	wio_runner *r = runner();
	wio_runner_run(r, orphan, NULL, NULL);
	trace("between");
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
