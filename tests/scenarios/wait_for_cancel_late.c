// SPDX-License-Identifier: MIT
// Scenario: a cancel of who waits in wait_for is not swallowed by a result that came just before, whether it was told of that or not.
// Clauses: E5, C2
#include "scenario.h"

static int waiting(void *inner)
{
	int r = wio_wait_for(inner, TICKS(9), NULL);
	if (r == WIO_ECANCELED)
		trace("cancelled", why(wio_last_error()));
	if (r < 0)
		return r;
	trace("result", num(r));
	r = wio_sleep(TICKS(3));
	if (r == 0)
		trace("goes on");
	return r;
}

static int leaf(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(2));
	if (r < 0)
		return r;
	trace("leaf ends");
	return 4;
}

static int cancel(wio_future *done, void *task)
{
	(void)done;
	wio_future_cancel(task, "late");
	return 0;
}

static int late(bool told)
{
	wio_task *inner, *task;
	int r = wio_create_task(&inner, leaf, NULL, NULL);
	if (r < 0)
		return r;
	r = wio_create_task(&task, waiting, wio_task_retain(inner),
	                    &(wio_task_options){.arg_free = release_future});
	if (r < 0) {
		wio_task_release(inner);
		return r;
	}
	if (told)
		r = wio_sleep(TICKS(1));
	if (r == 0)
		r = wio_future_add_done_callback(
		    wio_task_future(inner), cancel,
		    wio_task_future(wio_task_retain(task)),
		    &(wio_call_options){.arg_free = release_future});
	int result = 0;
	if (r == 0)
		r = wio_await(task, &result);
	if (r == 0 && result == WIO_ECANCELED)
		trace("task is cancelled", num(wio_task_cancelling(task)));
	wio_task_release(task);
	wio_task_release(inner);
	return r;
}

static int program(void *unused)
{
	(void)unused;
	int r = late(false);
	return r == 0 ? late(true) : r;
}

SCENARIO(wait_for_cancel_late)
{
	run(program, NULL);
}
