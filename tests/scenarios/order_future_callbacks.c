// SPDX-License-Identifier: MIT
// Scenario: completing a future calls nothing at once: its callbacks are queued, in order of registration.
// Clauses: E2.1, E2.4
#include "scenario.h"

static int callback(wio_future *waited, void *arg)
{
	(void)waited;
	const int *number = arg;
	trace("callback", num(*number));
	return *number == 2 ? VALUE_ERROR : 0;
}

static int soon(void *unused)
{
	(void)unused;
	trace("soon");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_future *waited;
	int r = wio_future_new(&waited, NULL);
	if (r < 0)
		return r;
	const wio_call_options copied = {.arg_size = sizeof(int)};
	for (int number = 1; number < 4; number++)
		wio_future_add_done_callback(waited, callback, &number, &copied);
	wio_future_set_result(waited, 5);
	trace("nothing called yet");
	wio_future_add_done_callback(waited, callback, &(int){4}, &copied);
	wio_loop_call_soon(wio_get_running_loop(), soon, NULL, NULL, NULL);
	wio_yield();
	trace("all called");
	wio_future_release(waited);
	return 0;
}

SCENARIO(order_future_callbacks)
{
	run(program, NULL);
}
