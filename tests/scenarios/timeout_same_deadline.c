// SPDX-License-Identifier: MIT
// Scenario: an inner and an outer timeout with one deadline: the outer one raises.
// Clauses: E8.2, C4 nested
#include "scenario.h"

static int body(bool *expired)
{
	wio_timeout *inner;
	int r = wio_timeout_open_at(&inner, TICKS(4));
	if (r < 0)
		return r;
	r = wio_sleep(TICKS(50));
	*expired = wio_timeout_expired(inner);
	r = wio_timeout_close(inner, r);
	if (r == WIO_ETIMEDOUT)
		trace("never");
	else if (r == WIO_ECANCELED)
		trace("inner lets it through");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_timeout *outer;
	bool inner_expired = false;
	int r = wio_timeout_open_at(&outer, TICKS(4));
	if (r < 0)
		return r;
	r = body(&inner_expired);
	const bool outer_expired = wio_timeout_expired(outer);
	r = wio_timeout_close(outer, r);
	if (r == WIO_ETIMEDOUT)
		trace("outer fired");
	trace("inner expired", num(inner_expired));
	trace("outer expired", num(outer_expired));
	trace("requests", num(wio_task_cancelling(wio_current_task())));
	return 0;
}

SCENARIO(timeout_same_deadline)
{
	run(program, NULL);
}
