// SPDX-License-Identifier: MIT
// Scenario: a generator that yields while it is closed: an error; it can go on, but is not closed again.
// Clauses: C7, A.AGEN.7
#include "scenario.h"

static int numbers(void *unused)
{
	(void)unused;
	int r = give(1);
	if (r == WIO_ECLOSED && (r = wio_sleep(TICKS(1))) == 0)
		r = give(2);
	if (r < 0)
		return r;
	trace("goes on");
	return give(3);
}

static int program(void *unused)
{
	(void)unused;
	int item;
	wio_generator *items = begun(numbers, NULL);
	trace("closed", exc(wio_generator_close(items)));
	trace("closed", exc(wio_generator_close(items)));
	trace("threw", asked(wio_generator_throw(items, VALUE_ERROR, &item), item));
	int r = wio_generator_next(items, &item);
	trace("got", asked(r, item));
	r = wio_generator_next(items, &item);
	trace("got", asked(r, item));
	trace("closed", exc(wio_generator_close(items)));
	wio_generator_release(items);
	return 0;
}

SCENARIO(gen_ignores_close)
{
	run(program, NULL);
}
