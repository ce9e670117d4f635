// SPDX-License-Identifier: MIT
// Scenario: an immediate shutdown empties a queue, and who waits for its work to be done goes on.
// Clauses: C6
#include "scenario.h"

static int joiner(void *queue)
{
	int r = wio_queue_join(queue);
	if (r == 0)
		trace("joined");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_queue *queue;
	int r = wio_queue_new(&queue, sizeof(int), NULL);
	if (r < 0)
		return r;
	wio_queue_put_nowait(queue, &(int){1});
	wio_queue_put_nowait(queue, &(int){2});
	spawn_with_queue(joiner, queue);
	wio_sleep(TICKS(1));
	int item;
	wio_queue_get_nowait(queue, &item);
	trace("get", num(item));
	wio_queue_shutdown(queue, true);
	trace("size", num((long long)wio_queue_size(queue)));
	wio_sleep(TICKS(1));
	wio_queue_task_done(queue);
	trace("the last is done");
	r = wio_sleep(TICKS(1));
	wio_queue_release(queue);
	return r;
}

SCENARIO(queue_shutdown_now)
{
	run(program, NULL);
}
