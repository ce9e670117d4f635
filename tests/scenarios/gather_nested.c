// SPDX-License-Identifier: MIT
// Scenario: tasks that gather gather each other: a cancel reaches all that is in them, each in its turn.
// Clauses: E4, C2
#include "scenario.h"

static int leaf(void *name)
{
	int r = wio_sleep(TICKS(9));
	if (r == WIO_ECANCELED)
		trace("leaf is cancelled", num(*(int *)name), why(wio_last_error()));
	return r;
}

static wio_task *leaves[5];
static wio_task *nested[3];

static int gathering(void *name)
{
	wio_task *tasks[3][3] = {
	    {leaves[0], leaves[1]},
	    {nested[0], leaves[2]},
	    {leaves[3], nested[1], leaves[4]},
	};
	const int i = *(int *)name;
	int r = wio_gather(tasks[i], i < 2 ? 2 : 3, NULL, false);
	if (r == WIO_ECANCELED)
		trace("gathering is cancelled", num(i), why(wio_last_error()));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	for (int name = 0; name < 5; name++)
		wio_create_task(&leaves[name], leaf, digit(name), NULL);
	for (int name = 0; name < 3; name++)
		wio_create_task(&nested[name], gathering, digit(name), NULL);
	wio_sleep(TICKS(1));
	wio_task_cancel(nested[2], "go");
	if (wio_await(nested[2], NULL) == WIO_ECANCELED)
		trace("task is cancelled", why(wio_last_error()));
	for (int name = 0; name < 5; name++)
		wio_task_release(leaves[name]);
	for (int name = 0; name < 3; name++)
		wio_task_release(nested[name]);
	return 0;
}

SCENARIO(gather_nested)
{
	run(program, NULL);
}
