// SPDX-License-Identifier: MIT
// Scenario: a closed runner gives no loop and runs nothing; closing it again does nothing.
// Clauses: A.STATE.1, A.STATE.8, A.STATE.9, A.RUN.2, B16, B20, B21, B22
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	trace("never");
	return 0;
}

SCENARIO(state_closed_refuses)
{
	wio_runner *r = runner();
	wio_loop *loop, *another;
	if (wio_runner_get_loop(r, &loop) < 0)
		return;
	wio_loop_retain(loop);
	wio_runner_close(r);
	trace("loop closed", num(wio_loop_is_closed(loop)));
	int refused = wio_runner_get_loop(r, &another);
	trace("no loop", num(refused == WIO_ECLOSED));
	refused = wio_runner_run(r, program, NULL, NULL);
	trace("no run", num(refused == WIO_ECLOSED));
	close_runner(r);
	trace("still closed", num(wio_loop_is_closed(loop)));
	wio_loop_release(loop);
}
