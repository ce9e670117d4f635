// SPDX-License-Identifier: MIT
// Scenario: a cancel's message travels from the task awaited to who awaits it.
// Clauses: C2 messages
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	return wio_sleep(TICKS(50));
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, child, NULL, NULL);
	wio_sleep(TICKS(1));
	wio_task_cancel(task, "because");
	if (wio_await(task, NULL) == WIO_ECANCELED)
		trace("message", wio_error_message(wio_last_error()));
	trace("main's requests", num(wio_task_cancelling(wio_current_task())));
	wio_task_release(task);
	return 0;
}

SCENARIO(cancel_message)
{
	run(program, NULL);
}
