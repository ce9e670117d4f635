// SPDX-License-Identifier: MIT
// Scenario: a cancel of the task that asked arrives where the generator waits; its cleanup waits.
// Clauses: C7
#include "scenario.h"

static int numbers(void *unused)
{
	(void)unused;
	int r = give(1);
	if (r < 0)
		return r;
	r = wio_sleep(TICKS(50));
	trace("cleans up");
	int slept = wio_sleep(TICKS(1));
	if (slept < 0)
		return slept;
	trace("has cleaned up", num(now()));
	return r;
}

static int swallows(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		r = give(2);
	return r < 0 ? r : give(3);
}

static int consumer(void *items)
{
	int item, r;
	WIO_ASYNC_FOR (item, items, r)
		trace("got", num(item));
	if (r == WIO_ECANCELED) {
		trace("cancelled", why(wio_last_error()));
		trace("got", asked(wio_generator_next(items, &item), item));
	}
	return r;
}

static int keen(void *items)
{
	int item, r = wio_generator_next(items, &item);
	trace("got", asked(r, item), num(wio_task_cancelling(wio_current_task())));
	r = wio_generator_next(items, &item);
	trace("got", asked(r, item));
	trace("closed", exc(wio_generator_close(items)));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task = task_with_generator(consumer, generator(numbers, NULL));
	wio_task *other = task_with_generator(keen, generator(swallows, NULL));
	wio_sleep(TICKS(1));
	wio_task_cancel(task, "enough");
	wio_task_cancel(other, NULL);
	int r = wio_await(task, NULL);
	trace("task", exc(r));
	wio_await(other, NULL);
	wio_task_release(task);
	wio_task_release(other);
	return 0;
}

SCENARIO(gen_cancelled)
{
	run(program, NULL);
}
