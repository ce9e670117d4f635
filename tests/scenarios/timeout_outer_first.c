// SPDX-License-Identifier: MIT
// Scenario: the outer of two timeouts fires: the inner one passes the CancelledError on.
// Clauses: C4 nested
#include "scenario.h"

static int body(void)
{
	wio_timeout *inner;
	int r = wio_timeout_open(&inner, TICKS(6));
	if (r < 0)
		return r;
	r = wio_sleep(TICKS(50));
	const bool expired = wio_timeout_expired(inner);
	r = wio_timeout_close(inner, r);
	if (r == WIO_ECANCELED)
		trace("inner expired", num(expired));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_timeout *outer;
	int r = wio_timeout_open(&outer, TICKS(2));
	if (r < 0)
		return r;
	r = wio_timeout_close(outer, body());
	if (r != WIO_ETIMEDOUT)
		return r;
	trace("outer fired", num(now()));
	return 0;
}

SCENARIO(timeout_outer_first)
{
	run(program, NULL);
}
