// SPDX-License-Identifier: MIT
// Scenario: an interrupt while main waits in gather cancels the children, also with return_exceptions.
// Clauses: A.INT.23, E4
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
	wio_task *tasks[2] = {start(0, 9, 0), start(1, 9, 0)};
	int r = wio_gather(tasks, 2, NULL, true);
	if (r == 0)
		trace("not reached");
	end(tasks, 2);
	return r;
}

SCENARIO(int_gather)
{
	at(1, interrupt, NULL);
	run(program, NULL);
}
