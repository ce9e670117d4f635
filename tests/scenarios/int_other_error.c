// SPDX-License-Identifier: MIT
// Scenario: main turns the interrupt into another error: that one comes out, the interrupt is lost.
// Clauses: A.INT.19
// Strict: P3 — run returns WIO_EINTERRUPTED with main's error as its context.
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(9));
	if (r == WIO_ECANCELED) {
		trace("cleanup fails");
		return ZERO_DIVISION_ERROR;
	}
	return r;
}

SCENARIO(int_other_error)
{
	at(2, interrupt, NULL);
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
