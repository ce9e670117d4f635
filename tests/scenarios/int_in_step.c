// SPDX-License-Identifier: MIT
// Scenario: an interrupt while main's own code runs: nothing is raised there, only at the next wait that suspends.
// Clauses: A.INT.11, E2.2
#include "scenario.h"

static int nothing(void)
{
	trace("a coroutine that does not wait");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	int r = interrupt(NULL);
	if (r < 0)
		return r;
	trace("goes on");
	r = nothing();
	if (r < 0)
		return r;
	wio_future *waited;
	wio_future_new(&waited, NULL);
	wio_future_set_result(waited, 3);
	trace("a done future", exc(wio_await(waited, NULL)));
	wio_future_release(waited);
	trace("requests", num(wio_task_cancelling(wio_current_task())));
	r = wio_yield();
	if (r == WIO_ECANCELED)
		trace("here it is");
	return r;
}

SCENARIO(int_in_step)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
