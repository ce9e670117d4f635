// SPDX-License-Identifier: MIT
// Scenario: a future gets its result and the task that awaits it is cancelled in one iteration: the cancel wins.
// Clauses: E4
#include "scenario.h"

static int child(void *arg)
{
	wio_future *waited = arg;
	int r = wio_await(waited, NULL);
	if (r == WIO_ECANCELED) {
		trace("cancelled");
		trace("but the future has", exc(wio_future_result(waited)));
		return r;
	}
	trace("never", exc(r));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_future *waited;
	wio_future_new(&waited, NULL);
	wio_task *task;
	wio_create_task(&task, child, wio_future_retain(waited),
	                &(wio_task_options){.arg_free = release_future});
	wio_sleep(TICKS(1));
	wio_future_set_result(waited, 5);
	trace("asked", num(wio_task_cancel(task, NULL)));
	if (wio_await(task, NULL) == WIO_ECANCELED)
		trace("main");
	wio_task_release(task);
	wio_future_release(waited);
	return 0;
}

SCENARIO(cancel_with_result)
{
	run(program, NULL);
}
