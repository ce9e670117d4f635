// SPDX-License-Identifier: MIT
// Scenario: the deadline passes while the interrupted body cleans up: KeyboardInterrupt all the same.
// Clauses: A.INT.22, E8
#include "scenario.h"

static int body(void)
{
	int r = wio_sleep(TICKS(20));
	if (r == WIO_ECANCELED) {
		trace("cleanup");
		r = wio_sleep(TICKS(20));
		if (r == WIO_ECANCELED)
			trace("cleanup cut short", num(now()));
	}
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, TICKS(6));
	if (r < 0)
		return r;
	r = body();
	/* After its close it cannot be asked any more. */
	bool expired = wio_timeout_expired(limit);
	r = wio_timeout_close(limit, r);
	trace("expired", num(expired));
	trace("left", num(wio_task_cancelling(wio_current_task())));
	return r;
}

SCENARIO(int_timeout_in_cleanup)
{
	at(3, interrupt, NULL);
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
