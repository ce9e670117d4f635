// SPDX-License-Identifier: MIT
// Scenario: a queue gives the last first, or the least; of those that are equal the heap has its own order.
// Clauses: C6
#include "scenario.h"

struct item {
	int weight, name;
};

static int by_weight(const void *a, const void *b)
{
	return ((const struct item *)a)->weight - ((const struct item *)b)->weight;
}

static int use(const wio_queue_options *options)
{
	static const int weights[] = {5, 3, 8, 3, 1, 9, 5, 7, 2, 5, 6, 4};
	wio_queue *queue;
	int r = wio_queue_new(&queue, sizeof(struct item), options);
	if (r < 0)
		return r;
	struct item item;
	for (int name = 0; name < 12; name++) {
		wio_queue_put_nowait(queue, &(struct item){weights[name], name});
		if (name % 3 == 2) {
			wio_queue_get_nowait(queue, &item);
			trace("early", num(item.weight), num(item.name));
		}
	}
	while (!wio_queue_empty(queue)) {
		wio_queue_get_nowait(queue, &item);
		trace("item", num(item.weight), num(item.name));
	}
	wio_queue_release(queue);
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	int r = use(NULL);
	if (r == 0)
		r = use(&(wio_queue_options){.lifo = true});
	if (r == 0)
		r = use(&(wio_queue_options){.compare = by_weight});
	return r;
}

SCENARIO(queue_orders)
{
	run(program, NULL);
}
