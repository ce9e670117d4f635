// SPDX-License-Identifier: MIT
// Scenario: debug on puts the loop into debug mode before main runs.
// Clauses: A.DEBUG.1, B4, B14
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	trace("debug", num(wio_loop_get_debug(wio_get_running_loop())));
	return 0;
}

SCENARIO(debug_on)
{
	wio_run_with(program, NULL, &(wio_runner_options){.debug = WIO_ON});
}
