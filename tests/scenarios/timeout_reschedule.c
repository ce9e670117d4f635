// SPDX-License-Identifier: MIT
// Scenario: a deadline is moved later, and earlier, and taken away.
// Clauses: C4 reschedule
#include "scenario.h"

static int later(void)
{
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, TICKS(2));
	if (r < 0)
		return r;
	r = wio_timeout_reschedule(limit, TICKS(6));
	if (r == 0)
		r = wio_sleep(TICKS(4));
	if (r == 0)
		trace("past the first deadline", num(now()));
	return wio_timeout_close(limit, r);
}

static int earlier(void)
{
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, TICKS(50));
	if (r < 0)
		return r;
	r = wio_timeout_reschedule(limit, TICKS(7));
	if (r == 0) {
		trace("when", num(wio_timeout_when(limit) / TICKS(1)));
		r = wio_sleep(TICKS(20));
	}
	return wio_timeout_close(limit, r);
}

static int away(void)
{
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, TICKS(1));
	if (r < 0)
		return r;
	r = wio_timeout_reschedule(limit, WIO_FOREVER);
	if (r == 0)
		r = wio_sleep(TICKS(3));
	return wio_timeout_close(limit, r);
}

static int program(void *unused)
{
	(void)unused;
	int r = later();
	if (r < 0)
		return r;
	r = earlier();
	if (r == WIO_ETIMEDOUT)
		trace("fired", num(now()));
	else if (r < 0)
		return r;
	r = away();
	if (r < 0)
		return r;
	trace("never fired", num(now()));
	return 0;
}

SCENARIO(timeout_reschedule)
{
	run(program, NULL);
}
