// SPDX-License-Identifier: MIT
// Scenario: who was woken at a queue and is cancelled before he goes on passes it on: no item is lost, and no place.
// Clauses: E7.2, E7.6, C6
#include "scenario.h"

static wio_queue *queue;

static int getter(void *arg)
{
	const int name = *(int *)arg;
	int item;
	int r = wio_queue_get(queue, &item);
	if (r == WIO_ECANCELED)
		trace("got none", num(name));
	else if (r == 0)
		trace("got", num(name), num(item));
	return r;
}

static int putter(void *arg)
{
	const int name = *(int *)arg;
	int r = wio_queue_put(queue, &name);
	if (r == WIO_ECANCELED)
		trace("did not put", num(name));
	else if (r == 0)
		trace("put", num(name));
	return r;
}

static void start(wio_task **tasks, wio_fn *fn)
{
	for (int name = 0; name < 3; name++)
		wio_create_task(&tasks[name], fn, digit(name), NULL);
	wio_yield();
}

static void end(wio_task **tasks)
{
	for (int name = 0; name < 3; name++)
		wio_task_release(tasks[name]);
}

static int program(void *unused)
{
	(void)unused;
	wio_task *tasks[3];
	int r = wio_queue_new(&queue, sizeof(int), &(wio_queue_options){.maxsize = 1});
	if (r < 0)
		return r;
	start(tasks, getter);
	wio_task_cancel(tasks[1], NULL);
	wio_queue_put_nowait(queue, &(int){7});
	wio_task_cancel(tasks[0], NULL);
	wio_sleep(TICKS(2));
	end(tasks);
	wio_queue_put_nowait(queue, &(int){8});
	start(tasks, putter);
	int item;
	wio_queue_get_nowait(queue, &item);
	trace("get", num(item));
	wio_task_cancel(tasks[0], NULL);
	wio_sleep(TICKS(2));
	wio_queue_get_nowait(queue, &item);
	trace("get", num(item));
	r = wio_sleep(TICKS(2));
	end(tasks);
	wio_queue_release(queue);
	return r;
}

SCENARIO(queue_cancel)
{
	run(program, NULL);
}
