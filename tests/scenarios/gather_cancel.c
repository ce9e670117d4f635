// SPDX-License-Identifier: MIT
// Scenario: who waits in gather is cancelled: the children are, and it ends cancelled when they have ended, however they did.
// Clauses: E4, C2
#include "scenario.h"

static int leaf(void *arg)
{
	const int name = *(int *)arg;
	int r = wio_sleep(TICKS(9));
	if (r == WIO_ECANCELED) {
		trace("leaf is cancelled", num(name), why(wio_last_error()));
		if (name == 0)
			return r;
		wio_sleep(TICKS(name));
		trace("leaf swallowed it", num(name));
	}
	return name;
}

static wio_task *tasks[3];
static bool return_exceptions;

static int gathering(void *unused)
{
	(void)unused;
	int r = wio_gather(tasks, 3, NULL, return_exceptions);
	if (r == WIO_ECANCELED)
		trace("gathering is cancelled", why(wio_last_error()));
	return r;
}

static void play(void)
{
	wio_task *task;
	for (int name = 0; name < 3; name++)
		wio_create_task(&tasks[name], leaf, digit(name), NULL);
	wio_create_task(&task, gathering, NULL, NULL);
	wio_sleep(TICKS(1));
	wio_task_cancel(task, "go");
	if (wio_await(task, NULL) == WIO_ECANCELED)
		trace("task is cancelled", why(wio_last_error()));
	wio_sleep(TICKS(3));
	wio_task_release(task);
	for (int name = 0; name < 3; name++)
		wio_task_release(tasks[name]);
}

static int program(void *unused)
{
	(void)unused;
	return_exceptions = false;
	play();
	return_exceptions = true;
	play();
	return 0;
}

SCENARIO(gather_cancel)
{
	run(program, NULL);
}
