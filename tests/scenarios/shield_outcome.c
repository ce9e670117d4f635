// SPDX-License-Identifier: MIT
// Scenario: behind a shield come the task's result, its error, and its cancellation without the message.
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

static void observe(wio_task *task)
{
	int r = wio_shield(task, NULL);
	if (r >= 0)
		trace("result", num(r));
	else
		trace("failed", exc(r), why(wio_last_error()),
		      num(wio_task_cancelling(wio_current_task())));
	wio_task_release(task);
}

static int cancel(void *task)
{
	wio_task_cancel(task, "go");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	observe(start(0, 1, 0));
	observe(start(1, 1, VALUE_ERROR));
	wio_task *task = start(2, 9, 0);
	soon_with_task(cancel, task);
	observe(task);
	return 0;
}

SCENARIO(shield_outcome)
{
	run(program, NULL);
}
