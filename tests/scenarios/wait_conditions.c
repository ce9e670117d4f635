// SPDX-License-Identifier: MIT
// Scenario: wait returns when the first is done, when one failed, when all are done, or when the time is over; none of them is cancelled.
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

static void count(wio_task **tasks, int done)
{
	trace("done", num(done), num(wio_task_done(tasks[0])),
	      num(wio_task_done(tasks[1])), num(wio_task_done(tasks[2])),
	      num(wio_task_done(tasks[3])));
}

static int program(void *unused)
{
	(void)unused;
	wio_task *tasks[4] = {start(0, 1, 0), start(1, 3, VALUE_ERROR),
	                      start(2, 5, 0), start(3, 2, 0)};
	wio_task_cancel(tasks[3], NULL);
	count(tasks, wio_wait(tasks, 4, WIO_FIRST_COMPLETED, WIO_FOREVER));
	count(tasks, wio_wait(tasks, 4, WIO_FIRST_EXCEPTION, WIO_FOREVER));
	count(tasks, wio_wait(tasks, 4, WIO_ALL_COMPLETED, TICKS(1)));
	count(tasks, wio_wait(tasks, 4, WIO_ALL_COMPLETED, WIO_FOREVER));
	count(tasks, wio_wait(tasks, 4, WIO_ALL_COMPLETED, TICKS(3)));
	wio_sleep(TICKS(5));
	end(tasks, 4);
	return 0;
}

SCENARIO(wait_conditions)
{
	run(program, NULL);
}
