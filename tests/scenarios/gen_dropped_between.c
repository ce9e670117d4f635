// SPDX-License-Identifier: MIT
// Scenario: a generator is dropped between a run and the close: the shutdown of all leaves it to its task, for which nothing waits.
// Clauses: C7, A.AGEN.4
// Strict: F13, F19 — its task is waited for, and the close ends when that has ended.
#include "scenario.h"

static wio_generator *kept;

static int numbers(void *unused)
{
	(void)unused;
	int r = give(1);
	trace("cleans up");
	int slept = wio_sleep(TICKS(9));
	if (slept < 0)
		return slept;
	trace("has cleaned up");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	kept = begun(numbers, NULL);
	return 0;
}

SCENARIO(gen_dropped_between)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	wio_generator_release(kept);
	kept = NULL;
	close_runner(r);
}
