// SPDX-License-Identifier: MIT
// Scenario: an awaited future's error is raised in the task that awaits it; then it counts as seen.
// Clauses: C8 futures
#include "scenario.h"

static int failing(void *arg)
{
	wio_future *waited = arg;
	int r = wio_sleep(TICKS(1));
	if (r < 0)
		return r;
	return wio_future_set_exception(waited, WIO_ELOOKUP, "not there");
}

static int program(void *unused)
{
	(void)unused;
	wio_future *waited;
	wio_future_new(&waited, NULL);
	wio_create_task(NULL, failing, wio_future_retain(waited),
	                &(wio_task_options){.arg_free = release_future});
	int r = wio_await(waited, NULL);
	wio_future_release(waited);
	if (r == WIO_ELOOKUP)
		trace("caught", wio_error_message(wio_last_error()));
	return 0;
}

SCENARIO(future_exception)
{
	run(program, NULL);
}
