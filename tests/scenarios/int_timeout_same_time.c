// SPDX-License-Identifier: MIT
// Scenario: interrupt and deadline at the same instant: KeyboardInterrupt.
// Clauses: A.INT.22
#include "scenario.h"

static int body(void)
{
	int r = wio_sleep(TICKS(20));
	if (r == WIO_ECANCELED)
		trace("requests", num(wio_task_cancelling(wio_current_task())));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, TICKS(3));
	if (r < 0)
		return r;
	r = wio_timeout_close(limit, body());
	if (r == WIO_ECANCELED)
		trace("left", num(wio_task_cancelling(wio_current_task())));
	return r;
}

SCENARIO(int_timeout_same_time)
{
	at(3, interrupt, NULL);
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
