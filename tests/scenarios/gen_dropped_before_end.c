// SPDX-License-Identifier: MIT
// Scenario: a generator is dropped one iteration before main's end: its cleanup is cut short.
// Clauses: A.AGEN.4
// Strict: F13 — its task is not cancelled, and its cleanup is waited for.
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
	for (int i = 0; i < 1; i++)
		wio_yield();
	return 0;
}

SCENARIO(gen_dropped_before_end)
{
	run(program, NULL);
}
