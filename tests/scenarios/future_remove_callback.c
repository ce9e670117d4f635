// SPDX-License-Identifier: MIT
// Scenario: callbacks can be taken back until the future is done; the number taken back is told.
// Clauses: C8 futures remove
#include "scenario.h"

static int callback(wio_future *waited, void *unused)
{
	(void)waited;
	(void)unused;
	trace("callback");
	return 0;
}

static int other(wio_future *waited, void *unused)
{
	(void)waited;
	(void)unused;
	trace("other");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_future *waited;
	wio_future_new(&waited, NULL);
	wio_future_add_done_callback(waited, callback, NULL, NULL);
	wio_future_add_done_callback(waited, other, NULL, NULL);
	wio_future_add_done_callback(waited, callback, NULL, NULL);
	trace("removed",
	      num(wio_future_remove_done_callback(waited, callback, NULL)));
	trace("removed",
	      num(wio_future_remove_done_callback(waited, callback, NULL)));
	wio_future_set_result(waited, 1);
	trace("too late",
	      num(wio_future_remove_done_callback(waited, other, NULL)));
	int r = wio_yield();
	wio_future_release(waited);
	return r;
}

SCENARIO(future_remove_callback)
{
	run(program, NULL);
}
