// SPDX-License-Identifier: MIT
// Scenario: an interrupt while main is in a generator cancels it there; the second one ends its cleanup.
// Clauses: A.INT.8, C7
#include "scenario.h"

static int numbers(void *unused)
{
	(void)unused;
	int r = give(1);
	if (r == 0)
		r = wio_sleep(TICKS(50));
	trace("cleans up");
	int slept = wio_sleep(TICKS(50));
	if (slept < 0)
		return slept;
	trace("not reached");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_generator *items = generator(numbers, NULL);
	int item, r;
	WIO_ASYNC_FOR (item, items, r)
		trace("got", num(item));
	wio_generator_release(items);
	return r;
}

SCENARIO(gen_interrupted)
{
	at(3, interrupt, NULL);
	at(5, interrupt, NULL);
	wio_runner *r = runner();
	trace("ended", exc(wio_runner_run(r, program, NULL, NULL)));
	trace("closed", exc(close_runner(r)));
}
