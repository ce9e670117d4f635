// SPDX-License-Identifier: MIT
// Scenario: a child raises KeyboardInterrupt: it leaves run() in the middle of the batch, main stays pending.
// Clauses: A.RUN.13, A.RUN.14, E1.5
#include "scenario.h"

static int callback(void *unused)
{
	(void)unused;
	trace("rest of the batch");
	return 0;
}

static int child(void *unused)
{
	(void)unused;
	wio_loop_call_soon(wio_get_running_loop(), callback, NULL, NULL, NULL);
	wio_yield();
	trace("child raises");
	return WIO_EINTERRUPTED;
}

static int program(void *unused)
{
	(void)unused;
	spawn(child, NULL, NULL);
	int r = wio_sleep(TICKS(20));
	if (r == WIO_ECANCELED)
		trace("main is cancelled by close");
	return r;
}

SCENARIO(run_child_interrupted)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	trace("between run and close");
	close_runner(r);
}
