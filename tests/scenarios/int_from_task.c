// SPDX-License-Identifier: MIT
// Scenario: an interrupt while another task's code runs cancels main, not that task.
// Clauses: A.INT.6, A.INT.7
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = interrupt(NULL);
	if (r < 0)
		return r;
	trace("child goes on");
	r = wio_yield();
	if (r < 0)
		return r;
	trace("child ends");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	spawn(child, NULL, NULL);
	int r = wio_sleep(TICKS(9));
	if (r == WIO_ECANCELED)
		trace("main is cancelled");
	return r;
}

SCENARIO(int_from_task)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
