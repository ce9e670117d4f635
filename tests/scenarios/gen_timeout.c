// SPDX-License-Identifier: MIT
// Scenario: a timeout around asking expires where the generator waits.
// Clauses: C7, C4
#include "scenario.h"

static int numbers(void *unused)
{
	(void)unused;
	int r = give(1);
	if (r == 0 && (r = wio_sleep(TICKS(50))) == 0)
		r = give(2);
	trace("cleans up", num(now()));
	int slept = wio_sleep(TICKS(1));
	return slept < 0 ? slept : r;
}

static int program(void *unused)
{
	(void)unused;
	wio_generator *items = generator(numbers, NULL);
	wio_timeout *timeout;
	int item, r = wio_timeout_open(&timeout, TICKS(3));
	if (r == 0) {
		WIO_ASYNC_FOR (item, items, r)
			trace("got", num(item));
		r = wio_timeout_close(timeout, r);
	}
	if (r == WIO_ETIMEDOUT)
		trace("timeout", num(now()));
	trace("got", asked(wio_generator_next(items, &item), item),
	      num(wio_task_cancelling(wio_current_task())));
	wio_generator_release(items);
	return 0;
}

SCENARIO(gen_timeout)
{
	run(program, NULL);
}
