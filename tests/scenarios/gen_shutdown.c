// SPDX-License-Identifier: MIT
// Scenario: a generator that is left when a runner closes is closed, and its cleanup waited for.
// Clauses: C7, A.AGEN.5, A.CLOSE.6, B8
#include "scenario.h"

static wio_generator *kept[3];

static int numbers(void *name)
{
	int r = give(1);
	trace("closing", name, num(now()));
	int slept = wio_sleep(TICKS(1));
	if (slept < 0)
		return slept;
	trace("closed", name, num(now()));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	kept[0] = begun(numbers, (void *)"first");
	return 0;
}

SCENARIO(gen_shutdown)
{
	run(program, NULL);
	for (int i = 0; i < 3; i++) {
		wio_generator_release(kept[i]);
		kept[i] = NULL;
	}
	trace("over");
}
