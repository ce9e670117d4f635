// SPDX-License-Identifier: MIT
// Scenario: a body that fails keeps its error, in time and after the deadline.
// Clauses: C4 foreign exceptions
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, TICKS(9));
	if (r < 0)
		return r;
	r = wio_timeout_close(limit, VALUE_ERROR);
	if (r == VALUE_ERROR)
		trace("in time");

	r = wio_timeout_open(&limit, TICKS(2));
	if (r < 0)
		return r;
	r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		r = WIO_ELOOKUP;
	const bool expired = wio_timeout_expired(limit);
	r = wio_timeout_close(limit, r);
	if (r == WIO_ELOOKUP)
		trace("after the deadline", num(expired));
	trace("requests", num(wio_task_cancelling(wio_current_task())));
	return 0;
}

SCENARIO(timeout_body_fails)
{
	run(program, NULL);
}
