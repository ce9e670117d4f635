// SPDX-License-Identifier: MIT
// Scenario: a timeout at an absolute time; when() tells it.
// Clauses: C4 at
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_sleep(TICKS(2));
	wio_timeout *limit;
	int r = wio_timeout_open_at(&limit, TICKS(5));
	if (r < 0)
		return r;
	trace("when", num(wio_timeout_when(limit) / TICKS(1)));
	r = wio_timeout_close(limit, wio_sleep(TICKS(50)));
	if (r != WIO_ETIMEDOUT)
		return r;
	trace("fired", num(now()));
	return 0;
}

SCENARIO(timeout_at_time)
{
	run(program, NULL);
}
