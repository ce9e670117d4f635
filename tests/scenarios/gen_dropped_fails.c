// SPDX-License-Identifier: MIT
// Scenario: a generator that is dropped fails in its cleanup: while the run goes on nobody looks at that, in the close it is reported.
// Clauses: C7, A.CLOSE.3
#include "scenario.h"

static int numbers(void *unused)
{
	(void)unused;
	int r = give(1);
	int slept = wio_yield();
	if (slept < 0)
		return slept;
	return r < 0 ? VALUE_ERROR : 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_generator_release(begun(numbers, NULL));
	int r = wio_sleep(TICKS(3));
	trace("goes on");
	wio_generator_release(begun(numbers, NULL));
	return r;
}

SCENARIO(gen_dropped_fails)
{
	trace("closed", exc(run(program, NULL)));
}
