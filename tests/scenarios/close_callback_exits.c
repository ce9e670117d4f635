// SPDX-License-Identifier: MIT
// Scenario: nothing is left to cancel, but a callback that a run left behind exits: that ends close in the first of its empty steps.
// Clauses: A.CLOSE.9, A.CLOSE.10, A.CLOSE.11
// Strict: P7 — close goes on with its steps and returns WIO_EEXIT at the end.
#include "scenario.h"

static int exiting(void *unused)
{
	(void)unused;
	return wio_exit(4);
}

static int further(void *unused)
{
	(void)unused;
	trace("further");
	return 0;
}

static int call_exiting(void *loop)
{
	return wio_loop_call_soon(loop, exiting, NULL, NULL, NULL);
}

static int call_further(void *loop)
{
	return wio_loop_call_soon(loop, further, NULL, NULL, NULL);
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_loop_call_soon(loop, call_exiting, loop, NULL, NULL);
	wio_loop_call_soon(loop, call_further, loop, NULL, NULL);
	return 0;
}

SCENARIO(close_callback_exits)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	if (wio_runner_close(r) == WIO_EEXIT)
		trace("status", num(wio_error_status(wio_last_error())));
	wio_runner_free(r);
}
