// SPDX-License-Identifier: MIT
// Scenario: first the tasks that are left end, then the generators, also one that a task was in.
// Clauses: A.CLOSE.12, A.AGEN.9, B8
#include "scenario.h"

static wio_generator *kept;

static int numbers(void *name)
{
	int r = give(1);
	if (r == 0)
		r = wio_sleep(TICKS(50));
	trace("generator", name);
	int slept = wio_sleep(TICKS(1));
	if (slept < 0)
		return slept;
	trace("no more generator", name);
	return r;
}

static int leftover(void *items)
{
	int item, r;
	WIO_ASYNC_FOR (item, items, r)
		;
	if (r != WIO_ECANCELED)
		return r;
	trace("task");
	if ((r = wio_sleep(TICKS(1))) == 0)
		trace("no more task");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	kept = begun(numbers, (void *)"open");
	wio_task_release(
	    task_with_generator(leftover, generator(numbers, (void *)"entered")));
	wio_sleep(TICKS(1));
	return VALUE_ERROR;
}

SCENARIO(gen_shutdown_order)
{
	trace("ended", exc(run(program, NULL)));
	wio_generator_release(kept);
	kept = NULL;
}
