// SPDX-License-Identifier: MIT
// Scenario: a generator is dropped in main's last step: its task is cancelled before it has begun, and its cleanup is waited for.
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
	for (int i = 0; i < 0; i++)
		wio_yield();
	return 0;
}

SCENARIO(gen_dropped_at_end)
{
	run(program, NULL);
}
