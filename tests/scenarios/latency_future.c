// SPDX-License-Identifier: MIT
// Scenario: a future gets its result, its waiter goes on in the next iteration.
// Clauses: E3, E2.1
#include "scenario.h"

static int completing(void *arg)
{
	wio_future *waited = arg;
	wio_sleep(TICKS(1));
	trace("completing");
	wio_future_set_result(waited, 4);
	wio_yield();
	trace("one iteration later");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_future *waited;
	int r = wio_future_new(&waited, NULL);
	if (r < 0)
		return r;
	wio_create_task(NULL, completing, wio_future_retain(waited),
	                &(wio_task_options){.arg_free = release_future});
	trace("got", exc(wio_await(waited, NULL)));
	wio_future_release(waited);
	return 0;
}

SCENARIO(latency_future)
{
	run(program, NULL);
}
