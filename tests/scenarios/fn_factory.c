// SPDX-License-Identifier: MIT
// Scenario: run() asks the factory given for its loop, once.
// Clauses: A.FN.1, A.LOOP.1, B11
#include "scenario.h"

static int factory(wio_loop **out, void *unused)
{
	(void)unused;
	trace("factory");
	return wio_loop_new(out);
}

static int program(void *unused)
{
	(void)unused;
	trace("running", num(wio_loop_is_running(wio_get_running_loop())));
	return 0;
}

SCENARIO(fn_factory)
{
	wio_run_with(program, NULL, &(wio_runner_options){.loop_factory = factory});
}
