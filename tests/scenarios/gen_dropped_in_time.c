// SPDX-License-Identifier: MIT
// Scenario: a generator is dropped two iterations before main's end: its cleanup ends in time.
// Clauses: A.AGEN.4
#include "scenario.h"

static int numbers(void *unused)
{
	(void)unused;
	int r = give(1);
	trace("cleans up");
	int slept = wio_yield();
	if (slept < 0)
		return slept;
	trace("has cleaned up");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_generator_release(begun(numbers, NULL));
	for (int i = 0; i < 2; i++)
		wio_yield();
	return 0;
}

SCENARIO(gen_dropped_in_time)
{
	run(program, NULL);
}
