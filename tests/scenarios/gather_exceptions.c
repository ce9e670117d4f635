// SPDX-License-Identifier: MIT
// Scenario: with return_exceptions errors and cancellations are results; without it a cancelled child is a cancellation for who waits.
// Clauses: E5, C2
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

static int cancel(void *task)
{
	wio_task_cancel(task, "go");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *tasks[3] = {start(0, 1, 0), start(1, 2, VALUE_ERROR),
	                      start(2, 9, 0)};
	int results[3];
	soon_with_task(cancel, tasks[2]);
	wio_gather(tasks, 3, results, true);
	trace("results", exc(results[0]), exc(results[1]), exc(results[2]));
	end(tasks, 3);
	tasks[0] = start(3, 9, 0);
	soon_with_task(cancel, tasks[0]);
	if (wio_gather(tasks, 1, NULL, false) == WIO_ECANCELED)
		trace("cancelled", why(wio_last_error()),
		      num(wio_task_cancelling(wio_current_task())));
	end(tasks, 1);
	return 0;
}

SCENARIO(gather_exceptions)
{
	run(program, NULL);
}
