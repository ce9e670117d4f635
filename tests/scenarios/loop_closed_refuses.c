// SPDX-License-Identifier: MIT
// Scenario: a closed loop takes no callbacks and no tasks, and runs nothing.
// Clauses: C8, A.CLOSE.8
#include "scenario.h"

static int callback(void *unused)
{
	(void)unused;
	trace("never");
	return 0;
}

SCENARIO(loop_closed_refuses)
{
	wio_loop *loop;
	if (wio_loop_new(&loop) < 0)
		return;
	wio_loop_close(loop);
	wio_loop_close(loop);
	trace("closed", num(wio_loop_is_closed(loop)));
	int r = wio_loop_call_soon(loop, callback, NULL, NULL, NULL);
	trace("soon", num(r == WIO_ECLOSED));
	r = wio_loop_call_later(loop, TICKS(1), callback, NULL, NULL, NULL);
	trace("later", num(r == WIO_ECLOSED));
	r = wio_loop_run_forever(loop);
	trace("forever", num(r == WIO_ECLOSED));
	wio_loop_release(loop);
}
