// SPDX-License-Identifier: MIT
// Scenario: a timeout without a deadline never fires; it can be given one later.
// Clauses: C4 disabled, C4 reschedule
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, WIO_FOREVER);
	if (r < 0)
		return r;
	r = wio_sleep(TICKS(3));
	const bool expired = wio_timeout_expired(limit);
	r = wio_timeout_close(limit, r);
	if (r < 0)
		return r;
	trace("expired", num(expired));

	r = wio_timeout_open(&limit, WIO_FOREVER);
	if (r < 0)
		return r;
	r = wio_timeout_reschedule(limit, TICKS(3));
	if (r == 0)
		r = wio_sleep(TICKS(3));
	r = wio_timeout_close(limit, r);
	if (r != WIO_ETIMEDOUT)
		return r;
	trace("fired", num(now()));
	return 0;
}

SCENARIO(timeout_none)
{
	run(program, NULL);
}
