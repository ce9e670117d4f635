// SPDX-License-Identifier: MIT
// Scenario: all_tasks are those that are not done, in order of creation.
// Clauses: C2 introspection
#include "scenario.h"

static int child(void *arg)
{
	const int *ticks = arg;
	return wio_sleep(TICKS(*ticks));
}

static int program(void *unused)
{
	(void)unused;
	wio_task *first, *second;
	wio_create_task(&first, child, digit(4), NULL);
	wio_create_task(&second, child, digit(2), NULL);
	trace("all", num((long long)wio_all_tasks(NULL, NULL, 0)));
	wio_task *tasks[3];
	size_t n = wio_all_tasks(NULL, tasks, 3);
	for (size_t i = 0; i < n && i < 3; i++)
		trace("task", wio_task_name(tasks[i]));
	wio_await(second, NULL);
	trace("all", num((long long)wio_all_tasks(NULL, NULL, 0)));
	wio_await(first, NULL);
	trace("all", num((long long)wio_all_tasks(NULL, NULL, 0)));
	wio_task_release(first);
	wio_task_release(second);
	return 0;
}

SCENARIO(task_all)
{
	run(program, NULL);
}
