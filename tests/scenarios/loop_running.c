// SPDX-License-Identifier: MIT
// Scenario: a loop is running while, and only while, something runs on it.
// Clauses: A.LOOP.4, C8
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	trace("running", num(wio_loop_is_running(loop)));
	trace("closed", num(wio_loop_is_closed(loop)));
	return 0;
}

SCENARIO(loop_running)
{
	wio_runner *r = runner();
	wio_loop *loop;
	if (wio_runner_get_loop(r, &loop) < 0)
		return;
	wio_loop_retain(loop);
	trace("running before", num(wio_loop_is_running(loop)));
	wio_runner_run(r, program, NULL, NULL);
	trace("running after", num(wio_loop_is_running(loop)));
	close_runner(r);
	trace("closed after", num(wio_loop_is_closed(loop)));
	wio_loop_release(loop);
}
