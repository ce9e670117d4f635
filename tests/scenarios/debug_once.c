// SPDX-License-Identifier: MIT
// Scenario: debug is applied when the loop is made, not at every run.
// Clauses: A.DEBUG.2
#include "scenario.h"

static int switching(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	trace("debug", num(wio_loop_get_debug(loop)));
	wio_loop_set_debug(loop, false);
	return 0;
}

static int looking(void *unused)
{
	(void)unused;
	trace("debug", num(wio_loop_get_debug(wio_get_running_loop())));
	return 0;
}

SCENARIO(debug_once)
{
	wio_runner *r;
	wio_runner_new(&r, &(wio_runner_options){.debug = WIO_ON});
	wio_runner_run(r, switching, NULL, NULL);
	wio_runner_run(r, looking, NULL, NULL);
	close_runner(r);
}
