// SPDX-License-Identifier: MIT
// Scenario: run_forever ends with the iteration in which stop() was called.
// Clauses: E1.6, C8
#include "scenario.h"

static int third(void *unused)
{
	(void)unused;
	trace("third waits for the next run");
	wio_loop_stop(wio_get_running_loop());
	return 0;
}

static int first(void *arg)
{
	wio_loop *loop = arg;
	trace("first stops the loop");
	wio_loop_stop(loop);
	return wio_loop_call_soon(loop, third, NULL, NULL, NULL);
}

static int second(void *unused)
{
	(void)unused;
	trace("second is in the same batch");
	return 0;
}

SCENARIO(loop_forever)
{
	wio_loop *loop;
	if (wio_loop_new(&loop) < 0)
		return;
	wio_loop_call_soon(loop, first, loop, NULL, NULL);
	wio_loop_call_soon(loop, second, NULL, NULL, NULL);
	wio_loop_run_forever(loop);
	trace("between");
	wio_loop_run_forever(loop);
	wio_loop_close(loop);
	wio_loop_release(loop);
}
