// SPDX-License-Identifier: MIT
// Scenario: tasks are numbered unless they are given a name; a name can be changed.
// Clauses: C2 names
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	trace("name", wio_task_name(wio_current_task()));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *first, *second, *third;
	wio_create_task(&first, child, NULL, NULL);
	wio_create_task(&second, child, NULL,
	                &(wio_task_options){.name = "worker"});
	wio_create_task(&third, child, NULL, NULL);
	wio_task_set_name(third, "renamed");
	wio_await(first, NULL);
	wio_await(second, NULL);
	wio_await(third, NULL);
	wio_task_release(first);
	wio_task_release(second);
	wio_task_release(third);
	trace("name", wio_task_name(wio_current_task()));
	return 0;
}

SCENARIO(task_names)
{
	run(program, NULL);
}
