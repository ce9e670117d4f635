// SPDX-License-Identifier: MIT
// Scenario: a generator fails while a runner closes: that is reported.
// Clauses: C7, A.AGEN.6
#include "scenario.h"

static wio_generator *kept;

static int numbers(void *unused)
{
	(void)unused;
	int r = give(1);
	int slept = wio_sleep(TICKS(1));
	if (slept < 0)
		return slept;
	return r < 0 ? VALUE_ERROR : 0;
}

static int program(void *unused)
{
	(void)unused;
	kept = begun(numbers, NULL);
	return 0;
}

SCENARIO(gen_shutdown_fails)
{
	trace("closed", exc(run(program, NULL)));
	wio_generator_release(kept);
	kept = NULL;
}
