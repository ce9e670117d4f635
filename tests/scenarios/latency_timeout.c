// SPDX-License-Identifier: MIT
// Scenario: entering and leaving a timeout suspends nobody; one that fires takes an iteration.
// Clauses: E3
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, TICKS(4));
	if (r < 0)
		return r;
	trace("inside");
	wio_timeout_close(limit, 0);
	trace("left at once");

	r = wio_timeout_open(&limit, TICKS(4));
	if (r < 0)
		return r;
	r = wio_timeout_close(limit, wio_sleep(TICKS(9)));
	if (r == WIO_ETIMEDOUT)
		trace("fired", num(now()));
	return 0;
}

SCENARIO(latency_timeout)
{
	run(program, NULL);
}
