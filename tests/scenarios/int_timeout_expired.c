// SPDX-License-Identifier: MIT
// Scenario: a timeout has just cancelled main when the interrupt comes, before main has run: KeyboardInterrupt.
// Clauses: A.INT.22, E8
#include "scenario.h"

static int body(void)
{
	wio_loop_call_later(wio_get_running_loop(), TICKS(3), interrupt, NULL, NULL,
	                    NULL);
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

SCENARIO(int_timeout_expired)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
