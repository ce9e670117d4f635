// SPDX-License-Identifier: MIT
// Scenario: main itself raises KeyboardInterrupt: it comes out once, nothing is reported.
// Clauses: A.RUN.14
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_sleep(TICKS(1));
	return WIO_EINTERRUPTED;
}

SCENARIO(run_main_interrupted)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
