// SPDX-License-Identifier: MIT
// Scenario: a generator's cleanup raises KeyboardInterrupt while a runner closes: it comes out of close().
// Clauses: A.AGEN.6, A.CLOSE.9
#include "scenario.h"

static wio_generator *kept;

static int numbers(void *unused)
{
	(void)unused;
	int r = give(1);
	int slept = wio_yield();
	if (slept < 0)
		return slept;
	return r < 0 ? WIO_EINTERRUPTED : 0;
}

static int program(void *unused)
{
	(void)unused;
	kept = begun(numbers, NULL);
	return 0;
}

SCENARIO(gen_shutdown_interrupted)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	trace("closed", exc(close_runner(r)));
	wio_generator_release(kept);
	kept = NULL;
}
