// SPDX-License-Identifier: MIT
// Scenario: a generator that is begun after the shutdown of all is reported, and no more is waited for.
// Clauses: A.AGEN.8
#include "scenario.h"

static wio_generator *kept;

static int late(void *unused)
{
	(void)unused;
	int r = give(2);
	trace("late ends");
	return r;
}

static int numbers(void *unused)
{
	(void)unused;
	int r = give(1);
	trace("cleans up");
	wio_generator *items = begun(late, NULL);
	wio_generator_close(items);
	wio_generator_release(items);
	return r;
}

static int program(void *unused)
{
	(void)unused;
	kept = begun(numbers, NULL);
	return 0;
}

SCENARIO(gen_late)
{
	run(program, NULL);
	wio_generator_release(kept);
	kept = NULL;
}
