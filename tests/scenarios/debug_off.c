// SPDX-License-Identifier: MIT
// Scenario: debug off takes the loop out of debug mode, also one that its factory had put there.
// Clauses: A.DEBUG.1, A.DEBUG.2, B4, B13
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
	trace("debug", num(wio_loop_get_debug(wio_get_running_loop())));
	return 0;
}

SCENARIO(debug_off)
{
	const wio_runner_options options = {
		.debug = WIO_OFF,
		.loop_factory = factory,
	};
	wio_run_with(program, NULL, &options);
}
