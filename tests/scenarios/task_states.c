// SPDX-License-Identifier: MIT
// Scenario: a task's states: pending, with a result, with an error, cancelled.
// Clauses: C2
#include "scenario.h"

static int returning(void *unused)
{
	(void)unused;
	return 3;
}

static int failing(void *unused)
{
	(void)unused;
	return VALUE_ERROR;
}

static int waiting(void *unused)
{
	(void)unused;
	return wio_sleep(TICKS(50));
}

static int program(void *unused)
{
	(void)unused;
	wio_task *first, *second, *third;
	wio_create_task(&first, returning, NULL, NULL);
	wio_create_task(&second, failing, NULL, NULL);
	wio_create_task(&third, waiting, NULL, NULL);
	trace("no result yet", num(wio_task_result(first) == WIO_ESTATE));
	trace("done", num(wio_task_done(first)));
	wio_sleep(TICKS(1));
	wio_task_cancel(third, NULL);
	wio_sleep(TICKS(1));
	trace("result", exc(wio_task_result(first)));
	int r = wio_task_exception(first);
	trace("no error", r < 0 ? exc(r) : "-");
	trace("error", exc(wio_task_exception(second)));
	trace("its result", exc(wio_task_result(second)));
	trace("cancelled", num(wio_task_cancelled(third)));
	trace("cancelled result", exc(wio_task_result(third)));
	wio_task_release(first);
	wio_task_release(second);
	wio_task_release(third);
	return 0;
}

SCENARIO(task_states)
{
	run(program, NULL);
}
