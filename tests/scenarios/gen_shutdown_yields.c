// SPDX-License-Identifier: MIT
// Scenario: a generator yields while a runner closes: that is reported.
// Clauses: C7, A.AGEN.7
#include "scenario.h"

static wio_generator *kept;

static int numbers(void *unused)
{
	(void)unused;
	int r = give(1);
	trace("cleans up");
	if ((r = give(2)) < 0)
		return r;
	trace("goes on");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	kept = begun(numbers, NULL);
	return 0;
}

SCENARIO(gen_shutdown_yields)
{
	trace("closed", exc(run(program, NULL)));
	wio_generator_release(kept);
	kept = NULL;
}
