// SPDX-License-Identifier: MIT
// Scenario: a generator's code sees the context of whoever asks, and changes it.
// Clauses: C7
#include "scenario.h"

static wio_contextvar *var;

static int numbers(void *unused)
{
	(void)unused;
	int r = 0;
	while (r == 0) {
		trace("inside", num(var_get(var)), wio_task_name(wio_current_task()));
		var_set(var, var_get(var) + 1);
		r = wio_yield();
		if (r == 0)
			r = give(var_get(var));
	}
	return r;
}

static int other(void *items)
{
	int item = 0;
	var_set(var, 20);
	int r = wio_generator_next(items, &item);
	if (r > 0)
		trace("other", num(item), num(var_get(var)));
	return r < 0 ? r : 0;
}

static int program(void *unused)
{
	(void)unused;
	int item, r;
	wio_generator *items = generator(numbers, NULL);
	var_set(var, 5);
	if ((r = wio_generator_next(items, &item)) > 0)
		trace("main", num(item), num(var_get(var)));
	wio_generator_retain(items);
	wio_task *task = task_with_generator(other, items);
	wio_await(task, NULL);
	wio_task_release(task);
	if ((r = wio_generator_next(items, &item)) > 0)
		trace("main", num(item), num(var_get(var)));
	wio_generator_close(items);
	wio_generator_release(items);
	return 0;
}

SCENARIO(gen_context)
{
	var = variable("var");
	run(program, NULL);
	wio_contextvar_release(var);
}
