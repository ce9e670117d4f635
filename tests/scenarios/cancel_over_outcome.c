// SPDX-License-Identifier: MIT
// Scenario: a cancel comes when what a task waits for is done already: it wins over a result or an error, which counts as looked at; a cancellation that is there keeps its message.
// Clauses: E4, C2 messages
#include "scenario.h"

static int waiter(void *waited)
{
	if (wio_await_future(waited, NULL) == WIO_ECANCELED)
		trace("waiter", why(wio_last_error()));
	return 0;
}

static int ending(void *how)
{
	int r = wio_sleep(TICKS(1));
	if (r < 0)
		return r;
	switch (*(int *)how) {
	case 1:
		return WIO_ELOOKUP;
	case 2:
		return wio_raise(WIO_ECANCELED, "own");
	default:
		return 5;
	}
}

static int cancel(wio_future *done, void *outer)
{
	(void)done;
	wio_future_cancel(outer, "late");
	return 0;
}

static void late(int how)
{
	wio_task *task;
	wio_task *outer;
	if (wio_create_task(&task, ending, digit(how), NULL) < 0)
		return;
	wio_create_task(&outer, waiter, wio_task_future(wio_task_retain(task)),
	                &(wio_task_options){.arg_free = release_future});
	wio_future_add_done_callback(
	    wio_task_future(task), cancel, wio_task_future(wio_task_retain(outer)),
	    &(wio_call_options){.arg_free = release_future});
	wio_await(outer, NULL);
	trace("done", num(wio_future_done(wio_task_future(task))));
	wio_task_release(outer);
	wio_task_release(task);
}

static int program(void *unused)
{
	(void)unused;
	wio_future *waited;
	wio_task *outer;
	for (int how = 0; how <= 2; how++)
		late(how);
	wio_future_new(&waited, NULL);
	int r = wio_create_task(&outer, waiter, wio_future_retain(waited),
	                        &(wio_task_options){.arg_free = release_future});
	if (r < 0) {
		wio_future_release(waited);
		return r;
	}
	wio_yield();
	wio_future_cancel(waited, "first");
	wio_task_cancel(outer, "second");
	wio_await(outer, NULL);
	wio_task_release(outer);
	wio_future_release(waited);
	return 0;
}

SCENARIO(cancel_over_outcome)
{
	run(program, NULL);
}
