// SPDX-License-Identifier: MIT
// Scenario: a generator's cleanup ends cancelled while a runner closes.
// Clauses: A.AGEN.6
// Deviation: P6 — it is reported, as any other error.
#include "scenario.h"

static wio_generator *kept;

static int numbers(void *unused)
{
	(void)unused;
	int r = give(1);
	return r < 0 ? WIO_ECANCELED : 0;
}

static int program(void *unused)
{
	(void)unused;
	kept = begun(numbers, NULL);
	return 0;
}

SCENARIO(gen_shutdown_cancelled)
{
	trace("closed", exc(run(program, NULL)));
	wio_generator_release(kept);
	kept = NULL;
}
