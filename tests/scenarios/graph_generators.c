// SPDX-License-Identifier: MIT
// Scenario: a task that waits inside of a generator, or of two, is one of those that wait for what that awaits.
// Clauses: C7, C8 graph
#include "scenario.h"

static int leaf(void *unused)
{
	(void)unused;
	return wio_sleep(TICKS(4));
}

static int items(void *task)
{
	const int one = 1;
	int r = wio_await((wio_task *)task, NULL);
	return r < 0 ? r : wio_generator_yield(&one, NULL);
}

/* The items of fn, each given to one of these. */
static int each(wio_fn *fn, void *task, int (*take)(int item))
{
	wio_generator *generator;
	int item, r = wio_generator_new(&generator, sizeof item, fn, task, NULL);
	if (r < 0)
		return r;
	while ((r = wio_generator_next(generator, &item)) > 0 && (r = take(item)) >= 0)
		continue;
	wio_generator_release(generator);
	return r;
}

static int yields(int item)
{
	item++;
	return wio_generator_yield(&item, NULL);
}

static int outer(void *task)
{
	return each(items, task, yields);
}

static int says(int item)
{
	trace("item", num(item));
	return 0;
}

static int says_of_two(int item)
{
	trace("item of two", num(item));
	return 0;
}

static int by_generator(void *task)
{
	return each(items, task, says);
}

static int by_two(void *task)
{
	return each(outer, task, says_of_two);
}

static void release(void *task)
{
	wio_task_release(task);
}

/* It holds what it waits for. */
static wio_task *start(wio_fn *fn, const char *name, wio_task *task)
{
	wio_task *made = NULL;
	wio_create_task(&made, fn, wio_task_retain(task),
	                &(wio_task_options){.name = name, .arg_free = release});
	return made;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = wio_create_task(&task, leaf, NULL, &(wio_task_options){.name = "leaf"});
	if (r < 0)
		return r;
	wio_task_release(start(by_generator, "by_generator", task));
	wio_task *two = start(by_two, "by_two", task);
	r = wio_sleep(TICKS(2));
	if (r == 0) {
		trace_awaits(wio_task_future(task));
		r = wio_await(two, NULL);
	}
	if (r == 0) {
		trace("at the end");
		trace_awaits(wio_task_future(task));
	}
	wio_task_release(two);
	wio_task_release(task);
	return r;
}

SCENARIO(graph_generators)
{
	run(program, NULL);
}
