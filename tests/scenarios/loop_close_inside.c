// SPDX-License-Identifier: MIT
// Scenario: a running loop refuses to be closed and goes on.
// Clauses: A.RUN.9
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	int r = wio_loop_close(wio_get_running_loop());
	trace("refused", num(r == WIO_ERUNNING));
	wio_sleep(TICKS(1));
	trace("goes on");
	return 0;
}

SCENARIO(loop_close_inside)
{
	run(program, NULL);
}
