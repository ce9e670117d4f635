// SPDX-License-Identifier: MIT
// Scenario: a second interrupt from a generator's own code is raised there, and comes out of run().
// Clauses: A.INT.25, C7
#include "scenario.h"

static int numbers(void *unused)
{
	(void)unused;
	int r = give(1);
	if (r == 0 && (r = interrupt(NULL)) == 0 && (r = interrupt(NULL)) == 0)
		trace("not reached");
	trace("cleans up");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_generator *items = generator(numbers, NULL);
	int item, r;
	WIO_ASYNC_FOR (item, items, r)
		trace("got", num(item));
	trace("main cleans up");
	wio_generator_release(items);
	return r;
}

SCENARIO(gen_interrupted_inside)
{
	wio_runner *r = runner();
	trace("ended", exc(wio_runner_run(r, program, NULL, NULL)));
	trace("closed", exc(close_runner(r)));
}
