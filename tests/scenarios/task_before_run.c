// SPDX-License-Identifier: MIT
// Scenario: tasks made on a loop that does not run yet start with its first iteration, in front of main.
// Clauses: A.RUN.12, C2
#include "scenario.h"

static int early(void *unused)
{
	(void)unused;
	trace("early");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	trace("main");
	return 0;
}

SCENARIO(task_before_run)
{
	wio_runner *r = runner();
	wio_loop *loop;
	if (wio_runner_get_loop(r, &loop) == 0)
		wio_loop_create_task(loop, NULL, early, NULL, NULL);
	trace("made");
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
