// SPDX-License-Identifier: MIT
// Scenario: items come without an iteration of the loop, unless the generator waits; what is sent arrives at its yield.
// Clauses: C7
#include "scenario.h"

static int numbers(void *unused)
{
	(void)unused;
	int r, sent, n;
	trace("begins", wio_task_name(wio_current_task()));
	if ((r = wio_generator_yield(&(int){1}, &sent)) < 0)
		return r;
	trace("first", r ? num(sent) : "-");
	if ((r = wio_sleep(TICKS(2))) < 0)
		return r;
	n = 2;
	if ((r = wio_generator_yield(&n, &sent)) < 0)
		return r;
	trace("second", r ? num(sent) : "-");
	if ((r = wio_yield()) < 0)
		return r;
	n = 3;
	if ((r = wio_generator_yield(&n, &sent)) < 0)
		return r;
	trace("third", r ? num(sent) : "-");
	trace("over", num(now()));
	return 0;
}

static int other(void *unused)
{
	(void)unused;
	int r = 0;
	for (int i = 0; i < 4 && r == 0; i++) {
		trace("other");
		r = wio_yield();
	}
	return r;
}

static int program(void *unused)
{
	(void)unused;
	spawn(other, NULL, NULL);
	wio_generator *items = generator(numbers, NULL);
	int item, r = wio_generator_next(items, &item);
	trace("got", asked(r, item), num(now()));
	r = wio_generator_send(items, &(int){7}, &item);
	trace("got", asked(r, item), num(now()));
	r = wio_generator_next(items, &item);
	trace("got", asked(r, item), num(now()));
	r = wio_generator_send(items, &(int){8}, &item);
	trace("got", asked(r, item), num(now()));
	r = wio_generator_next(items, &item);
	trace("got", asked(r, item));
	wio_generator_release(items);
	items = generator(numbers, NULL);
	WIO_ASYNC_FOR (item, items, r)
		trace("item", num(item));
	wio_generator_release(items);
	return r;
}

SCENARIO(gen_items)
{
	run(program, NULL);
}
