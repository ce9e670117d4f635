// SPDX-License-Identifier: MIT
// Scenario: a second interrupt in a callback leaves run() in the middle of the batch.
// Clauses: A.INT.24, E1.5
#include "scenario.h"

static int callback(void *unused)
{
	(void)unused;
	trace("callback");
	return interrupt(NULL);
}

static int behind(void *unused)
{
	(void)unused;
	trace("behind it");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	int r = interrupt(NULL);
	if (r < 0)
		return r;
	wio_loop *loop = wio_get_running_loop();
	r = wio_sleep(TICKS(9));
	if (r == WIO_ECANCELED)
		trace("cleanup");
	wio_loop_call_soon(loop, callback, NULL, NULL, NULL);
	wio_loop_call_soon(loop, behind, NULL, NULL, NULL);
	r = wio_sleep(TICKS(9));
	if (r == WIO_ECANCELED)
		trace("cut short by close");
	return r;
}

SCENARIO(int_second_in_callback)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	trace("between");
	close_runner(r);
}
