// SPDX-License-Identifier: MIT
// Scenario: as_completed gives tasks in the order of their ends; when the time is over the rest is a timeout.
// Clauses: E3, C2
#include "scenario.h"

struct leaf {
	int name, ticks, error;
};

static int leaf(void *arg)
{
	const struct leaf *l = arg;
	int r = wio_sleep(TICKS(l->ticks));
	if (r == WIO_ECANCELED)
		trace("leaf is cancelled", num(l->name));
	if (r < 0)
		return r;
	trace("leaf ends", num(l->name));
	return l->error ? l->error : l->name;
}

static wio_task *start(int name, int ticks, int error)
{
	wio_task *task = NULL;
	wio_create_task(&task, leaf, &(struct leaf){name, ticks, error},
	                &(wio_task_options){.arg_size = sizeof(struct leaf)});
	return task;
}

static void end(wio_task **tasks, int n)
{
	for (int i = 0; i < n; i++)
		wio_task_release(tasks[i]);
}

static int program(void *unused)
{
	(void)unused;
	wio_task *tasks[3], *task;
	wio_as_completed *each;
	for (int n = 0; n < 3; n++)
		tasks[n] = start(n, 3 - n, 0);
	wio_as_completed_open(&each, tasks, 3, WIO_FOREVER);
	while (wio_as_completed_next(each, &task) > 0)
		trace("completed", num(wio_task_result(task)), num(task == tasks[2]));
	wio_as_completed_close(each);
	end(tasks, 3);

	for (int n = 0; n < 3; n++)
		tasks[n] = start(n, 2 * n + 1, 0);
	int r;
	wio_as_completed_open(&each, tasks, 3, TICKS(2));
	while ((r = wio_as_completed_next(each, &task)) > 0)
		trace("completed", num(wio_task_result(task)));
	if (r == WIO_ETIMEDOUT)
		trace("failed", exc(r));
	wio_as_completed_close(each);
	wio_sleep(TICKS(4));
	wio_as_completed_open(&each, &tasks[1], 1, WIO_FOREVER);
	while (wio_as_completed_next(each, &task) > 0) {
		trace("completed", num(wio_task_result(task)));
		break;
	}
	wio_as_completed_close(each);
	end(tasks, 3);
	return 0;
}

SCENARIO(as_completed_order)
{
	run(program, NULL);
}
