// SPDX-License-Identifier: MIT
// Scenario: gather gives the results in the order of its arguments, two iterations after the last; those that are done already cost none.
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

static void gather(wio_task **tasks)
{
	int results[3];
	if (wio_gather(tasks, 3, results, false) == 0)
		trace("results", num(results[0]), num(results[1]), num(results[2]));
}

static int program(void *unused)
{
	(void)unused;
	wio_task *tasks[3];
	for (int n = 0; n < 3; n++)
		tasks[n] = start(n, 3 - n, 0);
	gather(tasks);
	gather(tasks);
	wio_gather(NULL, 0, NULL, false);
	trace("of none");
	end(tasks, 3);
	return 0;
}

SCENARIO(gather_results)
{
	run(program, NULL);
}
