// SPDX-License-Identifier: MIT
// Scenario: a runner is dropped without close(): reported, and its loop is closed.
// Clauses: A.STATE.13
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	return 0;
}

SCENARIO(state_unclosed)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	trace("dropping it");
	wio_runner_free(r);
	trace("dropped");
}
