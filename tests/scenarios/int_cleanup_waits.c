// SPDX-License-Identifier: MIT
// Scenario: after the first interrupt main's cleanup may wait as long as it likes.
// Clauses: A.INT.8, A.INT.15
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(90));
	if (r == WIO_ECANCELED) {
		int cleanup = wio_sleep(TICKS(40));
		if (cleanup < 0)
			return cleanup;
		trace("cleaned up", num(now()));
	}
	return r;
}

SCENARIO(int_cleanup_waits)
{
	at(3, interrupt, NULL);
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
