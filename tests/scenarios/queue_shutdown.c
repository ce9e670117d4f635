// SPDX-License-Identifier: MIT
// Scenario: a queue that is shut down takes nothing more, and gives what it has; who waits is told.
// Clauses: C6
#include "scenario.h"

static wio_queue *new_queue(size_t maxsize)
{
	wio_queue *queue = NULL;
	wio_queue_new(&queue, sizeof(int), &(wio_queue_options){.maxsize = maxsize});
	return queue;
}

static int getter(void *queue)
{
	int item, r;
	while ((r = wio_queue_get(queue, &item)) == 0)
		trace("got", num(item));
	return r;
}

static int putter(void *queue)
{
	return wio_queue_put(queue, &(int){9});
}

static int watch(void *task)
{
	int r = wio_await_task(task, NULL);
	if (r != WIO_ESHUTDOWN)
		return r;
	trace("told", exc(r));
	return 0;
}

static void start(wio_fn *fn, wio_queue *queue)
{
	wio_task *task;
	wio_create_task(&task, fn, wio_queue_retain(queue),
	                &(wio_task_options){.arg_free = release_queue});
	wio_create_task(NULL, watch, task,
	                &(wio_task_options){.arg_free = release_future});
}

static int get(wio_queue *queue)
{
	int item;
	int r = wio_queue_get_nowait(queue, &item);
	return r < 0 ? r : item;
}

static int program(void *unused)
{
	(void)unused;
	wio_queue *empty = new_queue(0), *full = new_queue(1);
	wio_queue_put_nowait(full, &(int){1});
	start(getter, empty);
	start(putter, full);
	wio_sleep(TICKS(1));
	wio_queue_shutdown(empty, false);
	wio_queue_shutdown(full, false);
	wio_sleep(TICKS(1));
	trace("put", exc(wio_queue_put_nowait(full, &(int){2})));
	trace("get", exc(get(full)));
	trace("get", exc(get(full)));
	wio_queue_release(empty);
	wio_queue_release(full);
	empty = new_queue(0);
	trace("get", exc(get(empty)));
	wio_queue_release(empty);
	full = new_queue(1);
	wio_queue_put_nowait(full, &(int){1});
	trace("put", exc(wio_queue_put_nowait(full, &(int){2})));
	wio_queue_release(full);
	return 0;
}

SCENARIO(queue_shutdown)
{
	run(program, NULL);
}
