// SPDX-License-Identifier: MIT
// Scenario: errors of children that main looks at are not reported.
// Clauses: A.RUN.14, C8
#include "scenario.h"

static int child(void *arg)
{
	const int *ticks = arg;
	wio_sleep(TICKS(*ticks));
	return VALUE_ERROR;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *first, *second;
	wio_create_task(&first, child, digit(1), NULL);
	wio_create_task(&second, child, digit(2), NULL);
	int r = wio_await(first, NULL);
	if (r == VALUE_ERROR)
		trace("caught the first");
	wio_sleep(TICKS(4));
	trace("looked at the second", exc(wio_task_exception(second)));
	wio_task_release(first);
	wio_task_release(second);
	return 0;
}

SCENARIO(run_swallows_error)
{
	run(program, NULL);
}
