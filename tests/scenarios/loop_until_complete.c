// SPDX-License-Identifier: MIT
// Scenario: a loop without a runner runs until a future is done, and gives its result.
// Clauses: C8 run_until_complete, A.RUN.7
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_sleep(TICKS(3));
	return 8;
}

SCENARIO(loop_until_complete)
{
	wio_loop *loop;
	wio_task *task;
	if (wio_loop_new(&loop) < 0)
		return;
	wio_loop_create_task(loop, &task, program, NULL, NULL);
	wio_future *future = wio_task_future(task);
	trace("result", exc(wio_loop_run_until_complete(loop, future)));
	trace("done already", exc(wio_loop_run_until_complete(loop, future)));
	wio_task_release(task);
	wio_loop_close(loop);
	wio_loop_release(loop);
}
