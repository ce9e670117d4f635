// SPDX-License-Identifier: MIT
// Scenario: a callback added to a future that is done is queued behind what is ready, never called at once.
// Clauses: E2.1, C8 futures
#include "scenario.h"

static int callback(wio_future *waited, void *unused)
{
	(void)unused;
	trace("callback", num(wio_future_result(waited)));
	return 0;
}

static int soon(void *unused)
{
	(void)unused;
	trace("soon");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_future *waited;
	wio_future_new(&waited, NULL);
	wio_future_set_result(waited, 6);
	wio_loop_call_soon(wio_get_running_loop(), soon, NULL, NULL, NULL);
	wio_future_add_done_callback(waited, callback, NULL, NULL);
	trace("not yet");
	int r = wio_yield();
	wio_future_release(waited);
	return r;
}

SCENARIO(future_late_callback)
{
	run(program, NULL);
}
