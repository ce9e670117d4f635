// SPDX-License-Identifier: MIT
// Scenario: a generator that is dropped in the midst is closed by a task of its loop's; two yields later its cleanup is over.
// Clauses: C7, A.AGEN.1, A.AGEN.3
#include "scenario.h"

static int numbers(void *unused)
{
	(void)unused;
	int r = give(1);
	if (r == 0)
		r = give(2);
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
	trace("dropped");
	wio_yield();
	trace("one");
	wio_yield();
	trace("two");
	wio_yield();
	trace("three");
	wio_generator_release(generator(numbers, NULL));
	wio_yield();
	return 0;
}

SCENARIO(gen_dropped)
{
	run(program, NULL);
}
