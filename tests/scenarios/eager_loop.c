// SPDX-License-Identifier: MIT
// Scenario: a loop may start its tasks eagerly; those it is given before it runs it cannot.
// Clauses: C2 eager, A.RUN.5
#include "scenario.h"

static int child(void *number)
{
	trace("child", num(*(int *)number));
	return *(int *)number;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_task *first = NULL, *second = NULL, *third = NULL;
	wio_loop_set_eager_start(loop, WIO_START_EAGER);
	int r = wio_create_task(&first, child, digit(1), NULL);
	if (r == 0)
		r = wio_create_task(&second, child, digit(2),
		                    &(wio_task_options){.eager_start = WIO_START_LAZY});
	if (r == 0) {
		trace("made", num(wio_task_done(first)), num(wio_task_done(second)));
		r = wio_await(second, NULL);
	}
	wio_loop_set_eager_start(loop, WIO_START_LAZY);
	if (r >= 0)
		r = wio_create_task(&third, child, digit(3), NULL);
	if (r == 0) {
		trace("made", num(wio_task_done(third)));
		r = wio_await(third, NULL);
	}
	wio_task_release(first);
	wio_task_release(second);
	wio_task_release(third);
	return r < 0 ? r : 0;
}

SCENARIO(eager_loop)
{
	run(program, NULL);
}
