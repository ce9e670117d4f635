// SPDX-License-Identifier: MIT
// Scenario: debug not given leaves the loop as its factory made it; it can be switched while running.
// Clauses: A.DEBUG.1, A.DEBUG.2, B4
#include "scenario.h"

static int factory(wio_loop **out, void *unused)
{
	(void)unused;
	int r = wio_loop_new(out);
	if (r < 0)
		return r;
	wio_loop_set_debug(*out, true);
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	trace("debug", num(wio_loop_get_debug(loop)));
	wio_loop_set_debug(loop, false);
	trace("debug", num(wio_loop_get_debug(loop)));
	return 0;
}

SCENARIO(debug_unset)
{
	wio_run_with(program, NULL, &(wio_runner_options){.loop_factory = factory});
}
