// SPDX-License-Identifier: MIT
// Scenario: two tasks take from one as_completed: for the one that comes when each of the rest has somebody who waits for it there is none.
// Clauses: E3, C2
#include "scenario.h"

static wio_as_completed *each;

static int leaf(void *ticks)
{
	return wio_sleep(TICKS(*(int *)ticks));
}

static int takes(void *name)
{
	wio_task *task;
	int r;
	while ((r = wio_as_completed_next(each, &task)) > 0)
		trace("has one", num(*(int *)name));
	trace("ends", num(*(int *)name));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	const wio_task_options copied = {.arg_size = sizeof(int)};
	wio_task *tasks[3], *takers[2];
	for (int n = 1; n < 4; n++)
		wio_create_task(&tasks[n - 1], leaf, &n, &copied);
	wio_as_completed_open(&each, tasks, 3, WIO_FOREVER);
	for (int n = 0; n < 2; n++)
		wio_create_task(&takers[n], takes, &n, &copied);
	wio_sleep(TICKS(5));
	trace("done", num(wio_task_done(takers[0])), num(wio_task_done(takers[1])));
	wio_as_completed_close(each);
	for (int n = 0; n < 3; n++)
		wio_task_release(tasks[n]);
	for (int n = 0; n < 2; n++)
		wio_task_release(takers[n]);
	return 0;
}

SCENARIO(as_completed_by_two)
{
	run(program, NULL);
}
