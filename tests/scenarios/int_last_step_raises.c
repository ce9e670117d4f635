// SPDX-License-Identifier: MIT
// Scenario: an interrupt in main's last step, which raises: the error comes out, the interrupt is lost.
// Clauses: A.INT.13
// Strict: P3 — run returns WIO_EINTERRUPTED with main's error as its context.
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(1));
	if (r < 0)
		return r;
	r = interrupt(NULL);
	return r < 0 ? r : VALUE_ERROR;
}

SCENARIO(int_last_step_raises)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	trace("context", err(wio_error_context(wio_last_error())));
	close_runner(r);
}
