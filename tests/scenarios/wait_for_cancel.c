// SPDX-License-Identifier: MIT
// Scenario: who waits in wait_for is cancelled: so is the task; a result and the end of the time in one iteration is a timeout.
// Clauses: E4, E5, C2
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
	wio_task *task = arg;
	int r = wio_wait_for(task, TICKS(2), NULL);
	if (r < 0)
		trace("waiting fails", exc(r));
	else
		trace("waiting ends");
	return r;
}

static void watch(wio_task *task)
{
	int r = wio_await(task, NULL);
	if (r < 0)
		trace("task fails", exc(r));
	wio_task_release(task);
}

static int program(void *unused)
{
	(void)unused;
	static const wio_task_options given = {.arg_free = release_future};
	wio_task *task;
	wio_create_task(&task, waiting, start(0, 9, 0), &given);
	wio_sleep(TICKS(1));
	wio_task_cancel(task, NULL);
	watch(task);
	wio_create_task(&task, waiting, start(1, 2, 0), &given);
	watch(task);
	return 0;
}

SCENARIO(wait_for_cancel)
{
	run(program, NULL);
}
