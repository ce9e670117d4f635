// SPDX-License-Identifier: MIT
// Scenario: a second interrupt in another task's code ends that task and the run; main is cancelled by close.
// Clauses: A.INT.24, A.INT.26, A.RUN.13
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = interrupt(NULL);
	if (r < 0)
		return r;
	r = wio_sleep(TICKS(1));
	if (r < 0)
		return r;
	r = interrupt(NULL);
	if (r < 0)
		return r;
	trace("never");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	spawn(child, NULL, NULL);
	int r = wio_sleep(TICKS(9));
	if (r == WIO_ECANCELED)
		trace("cleanup");
	r = wio_sleep(TICKS(9));
	if (r == WIO_ECANCELED)
		trace("cut short by close");
	return r;
}

SCENARIO(int_second_in_task)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
