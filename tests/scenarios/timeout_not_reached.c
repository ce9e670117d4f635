// SPDX-License-Identifier: MIT
// Scenario: a timeout that is not reached leaves no timer behind.
// Clauses: C4 not reached, E1.1
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, TICKS(50));
	if (r < 0)
		return r;
	r = wio_sleep(TICKS(2));
	const bool expired = wio_timeout_expired(limit);
	r = wio_timeout_close(limit, r);
	if (r < 0)
		return r;
	trace("expired", num(expired));
	wio_sleep(TICKS(1));
	trace("now", num(now()));
	return 0;
}

SCENARIO(timeout_not_reached)
{
	run(program, NULL);
}
