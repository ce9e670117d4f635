// SPDX-License-Identifier: MIT
// Scenario: a timeout fires around a sleep: the sleeper goes on one iteration after the timer.
// Clauses: C4 basic, E3, E8
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, TICKS(3));
	if (r < 0)
		return r;
	r = wio_sleep(TICKS(10));
	if (r == 0)
		trace("never");
	const bool expired = wio_timeout_expired(limit);
	r = wio_timeout_close(limit, r);
	if (r == WIO_ETIMEDOUT)
		trace("timed out", num(now()));
	trace("expired", num(expired));
	trace("cancelling", num(wio_task_cancelling(wio_current_task())));
	return 0;
}

SCENARIO(timeout_basic)
{
	run(program, NULL);
}
