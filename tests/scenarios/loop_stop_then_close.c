// SPDX-License-Identifier: MIT
// Scenario: a main task left pending by stop() is cancelled by close().
// Clauses: A.RUN.8, A.CLOSE.2
#include "scenario.h"

static int stopping(void *unused)
{
	(void)unused;
	wio_loop_stop(wio_get_running_loop());
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		trace("cancelled by close");
	return r;
}

SCENARIO(loop_stop_then_close)
{
	wio_runner *r = runner();
	wio_runner_run(r, stopping, NULL, NULL);
	close_runner(r);
}
