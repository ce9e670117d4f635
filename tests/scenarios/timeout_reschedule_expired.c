// SPDX-License-Identifier: MIT
// Scenario: a timeout that has expired cannot be moved any more.
// Clauses: C4 reschedule in all states
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, TICKS(2));
	if (r < 0)
		return r;
	r = wio_sleep(TICKS(20));
	trace("expired", num(wio_timeout_expired(limit)));
	int refused = wio_timeout_reschedule(limit, TICKS(9));
	trace("refused", num(refused == WIO_ESTATE));
	r = wio_timeout_close(limit, r);
	if (r != WIO_ETIMEDOUT)
		return r;
	trace("fired");
	return 0;
}

SCENARIO(timeout_reschedule_expired)
{
	run(program, NULL);
}
