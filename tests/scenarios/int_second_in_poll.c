// SPDX-License-Identifier: MIT
// Scenario: a second interrupt while everything waits leaves run() with main pending; close() cancels it again.
// Clauses: A.INT.24, A.INT.27, A.CLOSE.2
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(40));
	if (r == WIO_ECANCELED)
		trace("cleanup begins");
	r = wio_sleep(TICKS(40));
	if (r == WIO_ECANCELED) {
		trace("cleanup is cut short");
		return r;
	}
	return 0;
}

SCENARIO(int_second_in_poll)
{
	at(2, interrupt, NULL);
	at(5, interrupt, NULL);
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	trace("between run and close");
	close_runner(r);
}
