// SPDX-License-Identifier: MIT
// Scenario: one who puts and one who gets alternate at a queue of one, an iteration apart.
// Clauses: E7.6, C6
#include "scenario.h"

static int producer(void *queue)
{
	int r = 0;
	for (int i = 0; i < 4 && r == 0; i++) {
		r = wio_queue_put(queue, &i);
		if (r == 0)
			trace("put", num(i));
	}
	return r;
}

static int consumer(void *queue)
{
	int r = 0;
	for (int i = 0; i < 4 && r == 0; i++) {
		int item;
		r = wio_queue_get(queue, &item);
		if (r == 0) {
			trace("got", num(item));
			wio_queue_task_done(queue);
		}
	}
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_queue *queue;
	int r = wio_queue_new(&queue, sizeof(int), &(wio_queue_options){.maxsize = 1});
	if (r < 0)
		return r;
	spawn_with_queue(producer, queue);
	spawn_with_queue(consumer, queue);
	wio_yield();
	r = wio_queue_join(queue);
	trace("all is done", num(wio_queue_empty(queue)),
	      num((long long)wio_queue_size(queue)));
	trace("refused", num(wio_queue_task_done(queue) < 0));
	wio_queue_release(queue);
	return r;
}

SCENARIO(queue_alternates)
{
	run(program, NULL);
}
