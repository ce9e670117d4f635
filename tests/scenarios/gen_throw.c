// SPDX-License-Identifier: MIT
// Scenario: an error that is thrown arrives at the yield: it is caught, or comes back; one that has not begun never runs.
// Clauses: C7
#include "scenario.h"

static int numbers(void *unused)
{
	(void)unused;
	int r = give(1);
	if (r == VALUE_ERROR) {
		trace("caught");
		r = wio_sleep(TICKS(1));
	}
	if (r == 0 && (r = give(2)) == 0)
		trace("not reached");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_generator *items = generator(numbers, NULL);
	int item, r = wio_generator_next(items, &item);
	trace("got", asked(r, item));
	r = wio_generator_throw(items, VALUE_ERROR, &item);
	trace("threw", asked(r, item));
	r = wio_generator_throw(items, OS_ERROR, &item);
	trace("threw", asked(r, item));
	r = wio_generator_throw(items, VALUE_ERROR, &item);
	trace("threw", asked(r, item));
	trace("got", asked(wio_generator_next(items, &item), item));
	wio_generator_release(items);
	items = generator(numbers, NULL);
	r = wio_generator_throw(items, VALUE_ERROR, &item);
	trace("threw", asked(r, item));
	trace("got", asked(wio_generator_next(items, &item), item));
	wio_generator_release(items);
	items = begun(numbers, NULL);
	r = wio_generator_throw(items, WIO_ECLOSED, &item);
	trace("threw", num(r == WIO_ECLOSED));
	trace("got", asked(wio_generator_next(items, &item), item));
	wio_generator_release(items);
	return 0;
}

SCENARIO(gen_throw)
{
	run(program, NULL);
}
