// SPDX-License-Identifier: MIT
// Scenario: closing a generator waits for its cleanup; one that has not begun, or has ended, has none.
// Clauses: C7
#include "scenario.h"

static int numbers(void *unused)
{
	(void)unused;
	int r = give(1);
	if (r == 0)
		r = give(2);
	trace("cleans up");
	int slept = wio_sleep(TICKS(1));
	if (slept == 0)
		slept = wio_yield();
	if (slept < 0)
		return slept;
	trace("has cleaned up");
	return r;
}

static int fails(void *unused)
{
	(void)unused;
	int r = give(1);
	int slept = wio_yield();
	if (slept < 0)
		return slept;
	return r < 0 ? VALUE_ERROR : 0;
}

static int catches(void *unused)
{
	(void)unused;
	int r = give(1);
	if (r == WIO_ECLOSED) {
		trace("caught");
		r = 0;
	}
	return r;
}

static int program(void *unused)
{
	(void)unused;
	int item;
	wio_generator *items = begun(numbers, NULL);
	int r = wio_generator_close(items);
	trace("closed", exc(r), num(now()));
	trace("closed", exc(wio_generator_close(items)));
	trace("got", asked(wio_generator_next(items, &item), item));
	wio_generator_release(items);
	items = generator(numbers, NULL);
	trace("closed", exc(wio_generator_close(items)));
	trace("got", asked(wio_generator_next(items, &item), item));
	wio_generator_release(items);
	items = generator(numbers, NULL);
	WIO_ASYNC_FOR (item, items, r)
		;
	trace("closed", exc(wio_generator_close(items)));
	wio_generator_release(items);
	items = begun(fails, NULL);
	trace("closed", exc(wio_generator_close(items)));
	wio_generator_release(items);
	items = begun(catches, NULL);
	trace("closed", exc(wio_generator_close(items)));
	wio_generator_release(items);
	return 0;
}

SCENARIO(gen_close)
{
	run(program, NULL);
}
