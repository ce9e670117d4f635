// SPDX-License-Identifier: MIT
// Scenario: the inner of two timeouts fires; the outer one goes on, and fires later.
// Clauses: C4 nested
#include "scenario.h"

static int body(void)
{
	wio_timeout *inner;
	int r = wio_timeout_open(&inner, TICKS(2));
	if (r < 0)
		return r;
	r = wio_timeout_close(inner, wio_sleep(TICKS(50)));
	if (r == WIO_ETIMEDOUT)
		trace("inner fired", num(now()));
	else if (r < 0)
		return r;
	return wio_sleep(TICKS(50));
}

static int program(void *unused)
{
	(void)unused;
	wio_timeout *outer;
	int r = wio_timeout_open(&outer, TICKS(6));
	if (r < 0)
		return r;
	r = wio_timeout_close(outer, body());
	if (r != WIO_ETIMEDOUT)
		return r;
	trace("outer fired", num(now()));
	return 0;
}

SCENARIO(timeout_inner_first)
{
	run(program, NULL);
}
