// SPDX-License-Identifier: MIT
// Scenario: stop() before run_forever lets exactly one iteration run.
// Clauses: C8 pre-stopped loop
#include "scenario.h"

static int another(void *unused)
{
	(void)unused;
	trace("another");
	return 0;
}

static int callback(void *arg)
{
	wio_loop *loop = arg;
	trace("callback");
	return wio_loop_call_soon(loop, another, NULL, NULL, NULL);
}

SCENARIO(loop_stopped_before)
{
	wio_loop *loop;
	if (wio_loop_new(&loop) < 0)
		return;
	wio_loop_call_soon(loop, callback, loop, NULL, NULL);
	wio_loop_stop(loop);
	wio_loop_run_forever(loop);
	trace("between");
	wio_loop_stop(loop);
	wio_loop_run_forever(loop);
	wio_loop_close(loop);
	wio_loop_release(loop);
}
