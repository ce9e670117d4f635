// SPDX-License-Identifier: MIT
// Scenario: two shields of a task are left, and another task comes in between: its error goes to that one first, and is reported once.
// Clauses: C2 shield, E4
#include "scenario.h"

static int inner(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(3));
	return r < 0 ? r : wio_raise(VALUE_ERROR, NULL);
}

static int shields(void *task)
{
	return wio_shield(task, NULL);
}

static int awaits(void *task)
{
	int r = wio_await((wio_task *)task, NULL);
	if (r != VALUE_ERROR)
		return r;
	trace("told");
	return 0;
}

static void release(void *task)
{
	wio_task_release(task);
}

/* It holds what it waits for. */
static int start(wio_task **out, wio_fn *fn, wio_task *task)
{
	return wio_create_task(out, fn, wio_task_retain(task),
	                       &(wio_task_options){.arg_free = release});
}

/* Make one that shields, and cancel it. */
static int leave_one(wio_task *task)
{
	wio_task *shielding = NULL;
	int r = start(&shielding, shields, task);
	if (r == 0)
		r = wio_sleep(TICKS(1));
	if (shielding)
		wio_task_cancel(shielding, NULL);
	wio_task_release(shielding);
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = wio_create_task(&task, inner, NULL, &(wio_task_options){.name = "inner"});
	if (r < 0)
		return r;
	r = leave_one(task);
	if (r == 0)
		r = wio_yield();
	if (r == 0)
		r = start(NULL, awaits, task);
	if (r == 0)
		r = leave_one(task);
	wio_task_release(task);
	return r < 0 ? r : wio_sleep(TICKS(3));
}

SCENARIO(shield_left_twice)
{
	run(program, NULL);
}
