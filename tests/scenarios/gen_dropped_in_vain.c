// SPDX-License-Identifier: MIT
// Scenario: a generator that has yielded while it was closed is dropped: nothing closes it once more, and the shutdown does not look for it.
// Clauses: C7, A.AGEN.5, A.AGEN.7
#include "scenario.h"

static int numbers(void *unused)
{
	(void)unused;
	int r = give(1);
	return r == WIO_ECLOSED ? give(2) : r;
}

static int program(void *unused)
{
	(void)unused;
	wio_generator *items = begun(numbers, NULL);
	trace("closed", exc(wio_generator_close(items)));
	wio_generator_release(items);
	int r = wio_yield();
	if (r < 0)
		return r;
	trace("goes on");
	return 0;
}

SCENARIO(gen_dropped_in_vain)
{
	run(program, NULL);
}
