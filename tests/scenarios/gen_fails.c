// SPDX-License-Identifier: MIT
// Scenario: a generator's error comes to who asked, and is its end.
// Clauses: C7
#include "scenario.h"

static int numbers(void *unused)
{
	(void)unused;
	int r = give(1);
	if (r == 0 && (r = wio_sleep(TICKS(1))) == 0)
		r = VALUE_ERROR;
	trace("cleans up");
	int slept = wio_sleep(TICKS(1));
	if (slept < 0)
		return slept;
	trace("has cleaned up", num(now()));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_generator *items = generator(numbers, NULL);
	int item, r = wio_generator_next(items, &item);
	trace("got", asked(r, item));
	r = wio_generator_next(items, &item);
	trace("got", asked(r, item));
	r = wio_generator_next(items, &item);
	trace("got", asked(r, item));
	trace("closed", exc(wio_generator_close(items)));
	trace("threw", asked(wio_generator_throw(items, OS_ERROR, &item), item));
	wio_generator_release(items);
	items = generator(numbers, NULL);
	WIO_ASYNC_FOR (item, items, r)
		trace("item", num(item));
	wio_generator_release(items);
	return r;
}

SCENARIO(gen_fails)
{
	run(program, NULL);
}
