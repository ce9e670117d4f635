// SPDX-License-Identifier: MIT
// Scenario: while a task is in a generator, nobody else enters it, nor that task itself.
// Clauses: C7
#include "scenario.h"

static wio_generator *itself;

static int numbers(void *unused)
{
	(void)unused;
	int item, r = wio_sleep(TICKS(2));
	if (r < 0)
		return r;
	trace("itself", asked(wio_generator_next(itself, &item), item));
	return give(1);
}

static int other(void *items)
{
	int item, r = wio_generator_next(items, &item);
	trace("got", asked(r, item));
	r = wio_generator_send(items, &(int){1}, &item);
	trace("sent", asked(r, item));
	r = wio_generator_throw(items, VALUE_ERROR, &item);
	trace("threw", asked(r, item));
	trace("closed", exc(wio_generator_close(items)));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_generator *items = generator(numbers, NULL);
	itself = items;
	spawn_with_generator(other, items);
	int item, r = wio_generator_next(items, &item);
	trace("got", asked(r, item));
	trace("closed", exc(wio_generator_close(items)));
	wio_generator_release(items);
	return 0;
}

SCENARIO(gen_busy)
{
	run(program, NULL);
}
