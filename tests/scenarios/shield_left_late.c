// SPDX-License-Identifier: MIT
// Scenario: a task fails in the iteration in which its shield is left, before that or after it: nobody has seen the error, and it is reported as one of no shield.
// Clauses: C2 shield, C8 never retrieved, E4
#include "scenario.h"

static wio_event event;

static int inner(void *unused)
{
	(void)unused;
	int r = wio_event_wait(&event);
	return r < 0 ? r : wio_raise(VALUE_ERROR, NULL);
}

static int shields(void *task)
{
	return wio_shield(task, NULL);
}

static int cancels(void *task)
{
	int r = wio_event_wait(&event);
	wio_task_cancel(task, NULL);
	return r;
}

static int play(bool first)
{
	wio_task *task, *left;
	wio_event_clear(&event);
	wio_create_task(&task, inner, NULL, NULL);
	wio_create_task(&left, shields, task, NULL);
	if (first)
		wio_create_task(NULL, cancels, left, NULL);
	wio_sleep(TICKS(1));
	wio_event_set(&event);
	if (!first)
		wio_task_cancel(left, NULL);
	wio_sleep(TICKS(1));
	trace("left", num(wio_task_cancelled(left)));
	wio_task_release(left);
	wio_task_release(task);
	return wio_sleep(TICKS(1));
}

static int program(void *unused)
{
	(void)unused;
	event = (wio_event){0};
	int r = play(true);
	return r < 0 ? r : play(false);
}

SCENARIO(shield_left_late)
{
	run(program, NULL);
}
