// SPDX-License-Identifier: MIT
// Scenario: a generator over another: waits, errors and the end of the inner one come through the outer one.
// Clauses: C7
#include "scenario.h"

static int inner(void *unused)
{
	(void)unused;
	int r = give(1);
	if (r == 0 && (r = wio_sleep(TICKS(1))) == 0 && (r = give(2)) == 0 &&
	    (r = wio_sleep(TICKS(1))) == 0)
		r = VALUE_ERROR;
	trace("inner ends");
	int slept = wio_sleep(TICKS(1));
	return slept < 0 ? slept : r;
}

static int outer(void *unused)
{
	(void)unused;
	int item, r;
	wio_generator *items = generator(inner, NULL);
	WIO_ASYNC_FOR (item, items, r) {
		if ((r = wio_yield()) < 0 || (r = give(item + 10)) < 0)
			break;
	}
	trace("outer ends");
	trace("closed", exc(wio_generator_close(items)));
	wio_generator_release(items);
	return r;
}

static int program(void *unused)
{
	(void)unused;
	int item, r;
	wio_generator *items = generator(outer, NULL);
	for (int i = 0; i < 4; i++) {
		r = wio_generator_next(items, &item);
		trace("got", asked(r, item), num(now()));
	}
	wio_generator_release(items);
	items = begun(outer, NULL);
	r = wio_generator_close(items);
	trace("closed", exc(r), num(now()));
	wio_generator_release(items);
	return 0;
}

SCENARIO(gen_nested)
{
	run(program, NULL);
}
