// SPDX-License-Identifier: MIT
// Scenario: awaiting what is done already, or a coroutine that does not wait, suspends nobody.
// Clauses: E2.2, E3
#include "scenario.h"

static int callback(void *unused)
{
	(void)unused;
	trace("callback");
	return 0;
}

static int nothing(void)
{
	return 2;
}

static int child(void *unused)
{
	(void)unused;
	return 3;
}

static int program(void *unused)
{
	(void)unused;
	wio_future *waited;
	int r = wio_future_new(&waited, NULL);
	if (r < 0)
		return r;
	wio_future_set_result(waited, 1);
	wio_loop_call_soon(wio_get_running_loop(), callback, NULL, NULL, NULL);
	trace("future", exc(wio_await(waited, NULL)));
	wio_future_release(waited);
	trace("coroutine", exc(nothing()));

	wio_task *task;
	r = wio_create_task(&task, child, NULL, NULL);
	if (r < 0)
		return r;
	wio_yield();
	trace("done", num(wio_task_done(task)));
	trace("task", exc(wio_await(task, NULL)));
	wio_task_release(task);
	return 0;
}

SCENARIO(order_done_future)
{
	run(program, NULL);
}
