// SPDX-License-Identifier: MIT
// Scenario: run_until_complete raises what its future raises, and the loop can go on.
// Clauses: C8 run_until_complete, A.RUN.7
#include "scenario.h"

static int failing(void *unused)
{
	(void)unused;
	wio_sleep(TICKS(1));
	return VALUE_ERROR;
}

static int program(void *unused)
{
	(void)unused;
	return 2;
}

static int complete(wio_loop *loop, wio_fn *fn)
{
	wio_task *task;
	int r = wio_loop_create_task(loop, &task, fn, NULL, NULL);
	if (r < 0)
		return r;
	r = wio_loop_run_until_complete(loop, wio_task_future(task));
	wio_task_release(task);
	return r;
}

SCENARIO(loop_until_complete_fails)
{
	wio_loop *loop;
	if (wio_loop_new(&loop) < 0)
		return;
	trace("first", exc(complete(loop, failing)));
	trace("second", exc(complete(loop, program)));
	wio_loop_close(loop);
	wio_loop_release(loop);
}
