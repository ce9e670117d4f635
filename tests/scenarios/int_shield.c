// SPDX-License-Identifier: MIT
// Scenario: an interrupt at a shield leaves the task alone until close cancels it.
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

static int program(void *unused)
{
	(void)unused;
	wio_task *task = start(0, 9, 0);
	int r = wio_shield(task, NULL);
	wio_task_release(task);
	return r;
}

SCENARIO(int_shield)
{
	at(1, interrupt, NULL);
	run(program, NULL);
}
