// SPDX-License-Identifier: MIT
// Scenario: the first child that fails ends gather with its error, and the others go on; what they end with later is looked at.
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

static int program(void *unused)
{
	(void)unused;
	wio_task *tasks[3] = {start(0, 3, 0), start(1, 1, VALUE_ERROR),
	                      start(2, 2, WIO_ELOOKUP)};
	int r = wio_gather(tasks, 3, NULL, false);
	if (r == VALUE_ERROR)
		trace("failed", exc(r));
	wio_sleep(TICKS(4));
	trace("done", num(wio_task_done(tasks[0])), num(wio_task_done(tasks[2])));
	r = wio_gather(tasks, 2, NULL, false);
	if (r == VALUE_ERROR)
		trace("failed", exc(r));
	end(tasks, 3);
	return 0;
}

SCENARIO(gather_fails)
{
	run(program, NULL);
}
