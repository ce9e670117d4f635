// SPDX-License-Identifier: MIT
// Scenario: the body swallows the timeout's CancelledError: no TimeoutError; its count is taken back at the end.
// Clauses: E8.3
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_task *self = wio_current_task();
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, TICKS(2));
	if (r < 0)
		return r;
	r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		trace("swallowed", num(wio_task_cancelling(self)));
	r = wio_sleep(TICKS(1));
	const bool expired = wio_timeout_expired(limit);
	r = wio_timeout_close(limit, r);
	if (r < 0)
		return r;
	trace("expired", num(expired));
	trace("requests", num(wio_task_cancelling(self)));
	return 0;
}

SCENARIO(timeout_swallowed)
{
	run(program, NULL);
}
