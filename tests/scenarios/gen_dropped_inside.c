// SPDX-License-Identifier: MIT
// Scenario: a generator that is dropped while a task is in it: it goes on, and is closed when that task leaves it, unless it has ended.
// Clauses: C7, A.AGEN.1
#include "scenario.h"

static wio_generator *kept[2];

static int numbers(void *count)
{
	int r = 0;
	for (int n = 1; r >= 0 && n <= *(int *)count; n++)
		if ((r = wio_sleep(TICKS(1))) == 0)
			r = give(n);
	trace("ends", num(now()));
	int slept = wio_sleep(TICKS(1));
	return slept < 0 ? slept : r;
}

static int ask(void *i)
{
	int item, r = wio_generator_next(kept[*(int *)i], &item);
	trace("got", asked(r, item), num(now()));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	kept[0] = generator(numbers, digit(1));
	kept[1] = generator(numbers, digit(0));
	spawn(ask, digit(0), NULL);
	spawn(ask, digit(1), NULL);
	int r = wio_yield();
	for (int i = 0; i < 2; i++) {
		wio_generator_release(kept[i]);
		kept[i] = NULL;
	}
	trace("dropped");
	return r < 0 ? r : wio_sleep(TICKS(9));
}

SCENARIO(gen_dropped_inside)
{
	run(program, NULL);
}
