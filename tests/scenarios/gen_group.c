// SPDX-License-Identifier: MIT
// Scenario: children of a group ask generators of their own, one of which fails; a generator opens and closes a group between two items.
// Clauses: C7, C3
#include "scenario.h"

struct source {
	const char *name;
	int count;
};

static int numbers(void *arg)
{
	const struct source *source = arg;
	int r = 0;
	for (int n = 1; r == 0 && n <= source->count; n++)
		if ((r = wio_sleep(TICKS(1))) == 0)
			r = give(n);
	trace("ends", source->name);
	return r == 0 ? VALUE_ERROR : r;
}

static int ask(void *source)
{
	wio_generator *items = generator(numbers, source);
	int item, r;
	WIO_ASYNC_FOR (item, items, r)
		trace("got", ((struct source *)source)->name, num(item));
	wio_generator_release(items);
	return r;
}

static int nap(void *ticks)
{
	return wio_sleep(TICKS(*(int *)ticks));
}

static int batches(void *unused)
{
	(void)unused;
	int r = 0;
	for (int n = 1; r == 0 && n < 3; n++) {
		wio_group *group;
		if ((r = wio_group_open(&group)) < 0)
			break;
		r = wio_group_create_task(group, NULL, nap, digit(n), NULL);
		r = wio_group_close(group, r);
		if (r == 0)
			r = give(n);
	}
	return r;
}

static int program(void *unused)
{
	(void)unused;
	static struct source few = {"short", 2}, many = {"long", 9};
	wio_generator *items = generator(batches, NULL);
	int batch, r;
	WIO_ASYNC_FOR (batch, items, r)
		trace("batch", num(batch), num(now()));
	wio_generator_release(items);
	wio_group *group;
	if (r < 0 || (r = wio_group_open(&group)) < 0)
		return r;
	wio_group_create_task(group, NULL, ask, &few, NULL);
	wio_group_create_task(group, NULL, ask, &many, NULL);
	r = wio_group_close(group, 0);
	if (r == WIO_EGROUP)
		trace("group", num((long long)wio_error_count(wio_last_error())));
	return r == WIO_EGROUP ? 0 : r;
}

SCENARIO(gen_group)
{
	run(program, NULL);
}
