// SPDX-License-Identifier: MIT
// Scenario: a body that computes past its deadline: the timer comes behind what is ready, so one yield still goes by.
// Clauses: C4 busy loop, E1.1
#include "scenario.h"

static int body(void)
{
	busy(5);
	trace("not stopped", num(now()));
	int r = wio_yield();
	if (r < 0)
		return r;
	trace("one yield goes by");
	r = wio_yield();
	if (r == 0)
		trace("never");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, TICKS(2));
	if (r < 0)
		return r;
	r = wio_timeout_close(limit, body());
	if (r != WIO_ETIMEDOUT)
		return r;
	trace("fired", num(now()));
	return 0;
}

SCENARIO(timeout_busy)
{
	run(program, NULL);
}
