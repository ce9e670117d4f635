// SPDX-License-Identifier: MIT
// Scenario: closing another runner inside a running loop fails, and leaves that runner closed.
// Clauses: A.RUN.10
#include "scenario.h"

static int program(void *arg)
{
	wio_runner *other = arg;
	wio_loop *loop, *another;
	int r = wio_runner_get_loop(other, &loop);
	if (r < 0)
		return r;
	wio_loop_retain(loop);
	r = wio_runner_close(other);
	trace("refused", num(r == WIO_ERUNNING));
	trace("its loop is closed", num(wio_loop_is_closed(loop)));
	r = wio_runner_get_loop(other, &another);
	trace("it is closed", num(r == WIO_ECLOSED));
	wio_loop_release(loop);
	wio_yield();
	return 0;
}

SCENARIO(run_nested_close)
{
	wio_runner *r = runner();
	wio_runner *other = runner();
	wio_runner_run(r, program, other, NULL);
	wio_runner_free(other);
	close_runner(r);
}
