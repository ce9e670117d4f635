// SPDX-License-Identifier: MIT
// Scenario: a deadline that has passed fires at the first suspension, one iteration later, never at once.
// Clauses: C4 zero and past, E8.1
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, 0);
	if (r < 0)
		return r;
	trace("inside");
	r = wio_sleep(TICKS(50));
	bool expired = wio_timeout_expired(limit);
	r = wio_timeout_close(limit, r);
	if (r == WIO_ETIMEDOUT)
		trace("zero", num(expired));

	r = wio_timeout_open(&limit, TICKS(-3));
	if (r < 0)
		return r;
	r = wio_yield();
	if (r == 0)
		trace("never");
	r = wio_timeout_close(limit, r);
	if (r == WIO_ETIMEDOUT)
		trace("past", num(now()));

	r = wio_timeout_open(&limit, 0);
	if (r < 0)
		return r;
	trace("no suspension");
	expired = wio_timeout_expired(limit);
	wio_timeout_close(limit, 0);
	trace("expired", num(expired));
	wio_sleep(TICKS(2));
	return 0;
}

SCENARIO(timeout_zero)
{
	run(program, NULL);
}
