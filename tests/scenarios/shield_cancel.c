// SPDX-License-Identifier: MIT
// Scenario: who waits behind a shield is cancelled, and the task goes on; an error that it ends with then is reported, once.
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

static int waiting(void *arg)
{
	int r = wio_shield(arg, NULL);
	if (r == WIO_ECANCELED)
		trace("waiting is cancelled", why(wio_last_error()));
	else
		trace("result", num(r));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	static const wio_task_options given = {.arg_free = release_future};
	wio_task *tasks[2], *inner = start(0, 3, 0);
	wio_create_task(&tasks[0], waiting, wio_task_retain(inner), &given);
	wio_sleep(TICKS(1));
	wio_task_cancel(tasks[0], "go");
	wio_task_release(tasks[0]);
	wio_sleep(TICKS(1));
	trace("result", num(wio_shield(inner, NULL)));
	trace("result", num(wio_shield(inner, NULL)));
	wio_task_release(inner);
	inner = start(1, 3, VALUE_ERROR);
	for (int i = 0; i < 2; i++)
		wio_create_task(&tasks[i], waiting, wio_task_retain(inner), &given);
	wio_sleep(TICKS(1));
	for (int i = 0; i < 2; i++) {
		wio_task_cancel(tasks[i], NULL);
		wio_task_release(tasks[i]);
	}
	wio_task_release(inner);
	return wio_sleep(TICKS(4));
}

SCENARIO(shield_cancel)
{
	run(program, NULL);
}
