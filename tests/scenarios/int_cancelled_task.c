// SPDX-License-Identifier: MIT
// Scenario: another task cancels main and interrupts it: two requests, so CancelledError comes out.
// Clauses: A.INT.16, B27
// Strict: P3 — run returns WIO_EINTERRUPTED with the CancelledError as its context.
#include "scenario.h"

static int child(void *arg)
{
	wio_task *parent = arg;
	wio_task_cancel(parent, NULL);
	return interrupt(NULL);
}

static int program(void *unused)
{
	(void)unused;
	spawn(child, wio_current_task(), NULL);
	wio_future *never;
	wio_future_new(&never, NULL);
	int r = wio_await(never, NULL);
	wio_future_release(never);
	if (r == WIO_ECANCELED)
		trace("requests", num(wio_task_cancelling(wio_current_task())));
	return r;
}

SCENARIO(int_cancelled_task)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
