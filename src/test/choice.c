// SPDX-License-Identifier: MIT
/* The order in which ready tasks run. */
#include "test/choice.h"

#include <stdlib.h>

#include "core/loop.h"
#include "core/queue.h"
#include "core/task.h"
#include "wasyncio/test.h"

static _Thread_local wio_test_choose *chosen_by;
static _Thread_local void *chosen_by_arg;
static _Thread_local uint64_t chance;

void wio_test_order(wio_test_choose *choose, void *arg)
{
	chosen_by = choose;
	chosen_by_arg = arg;
}

static size_t by_chance(size_t n, void *unused)
{
	(void)unused;
	chance = chance * 6364136223846793005U + 1442695040888963407U;
	return (size_t)(chance >> 33) % n;
}

void wio_test_shuffle(uint64_t seed)
{
	chance = seed;
	wio_test_order(by_chance, NULL);
}

/* Bring a chosen one of those from `from` on to that place; the others keep theirs. */
static void bring(struct wio__node **tasks, size_t from, size_t n)
{
	size_t at = from + chosen_by(n - from, chosen_by_arg) % (n - from);
	struct wio__node *node = tasks[at];
	for (; at > from; at--)
		tasks[at] = tasks[at - 1];
	tasks[from] = node;
}

void wio__test_arrange(wio_loop *loop)
{
	size_t n = 0, tasks = 0;
	for (struct wio__node *node = loop->ready.first; node; node = node->next, n++)
		tasks += wio__is_task_node(node);
	/* No allocation of the library's, which might be to fail. */
	struct wio__node **all = chosen_by && tasks > 1 ? malloc(n * sizeof *all) : NULL;
	struct wio__node **some = all ? malloc(tasks * sizeof *some) : NULL;
	if (some) {
		n = tasks = 0;
		while (loop->ready.first) {
			all[n] = wio__queue_pop(&loop->ready);
			if (wio__is_task_node(all[n]))
				some[tasks++] = all[n];
			n++;
		}
		for (size_t i = 0; i + 1 < tasks; i++)
			bring(some, i, tasks);
		tasks = 0;
		for (size_t i = 0; i < n; i++)
			wio__queue_push(&loop->ready,
			                wio__is_task_node(all[i]) ? some[tasks++] : all[i]);
	}
	free(some);
	free(all);
}
