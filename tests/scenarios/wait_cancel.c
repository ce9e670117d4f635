// SPDX-License-Identifier: MIT
// Scenario: who waits for tasks is cancelled: they go on, and it sees that an iteration later.
// Clauses: E4, C2
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

static wio_task *tasks[2];

static int waiting(void *unused)
{
	(void)unused;
	int r = wio_wait(tasks, 2, WIO_ALL_COMPLETED, WIO_FOREVER);
	if (r == WIO_ECANCELED)
		trace("waiting is cancelled", why(wio_last_error()));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	tasks[0] = start(0, 3, 0);
	tasks[1] = start(1, 3, 0);
	wio_create_task(&task, waiting, NULL, NULL);
	wio_sleep(TICKS(1));
	wio_task_cancel(task, "go");
	if (wio_await(task, NULL) == WIO_ECANCELED)
		trace("cancelled", why(wio_last_error()));
	wio_sleep(TICKS(4));
	wio_task_release(task);
	end(tasks, 2);
	return 0;
}

SCENARIO(wait_cancel)
{
	run(program, NULL);
}
