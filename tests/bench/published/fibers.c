// SPDX-License-Identifier: MIT
/* The programs of fiber-c, as one would write them with tasks and generators. */
#include <stdlib.h>

#include "published.h"
#include "same.h"

/* ---- c10m: connections, ten thousand of them at a time ---- */

/* It has its request, and answers when it is its turn again. */
static int connection(void *unused)
{
	(void)unused;
	int r = wio_yield();
	return r < 0 ? r : use_stack();
}

static int open_connection(wio_task **task)
{
	const wio_task_options many = {.shared_stack = true};
	return wio_create_task(task, connection, NULL, &many);
}

int c10m(void *arg)
{
	static wio_task *tasks[ACTIVE];
	const int n = *(int *)arg;
	int answers = 0;
	for (int i = 0; i < ACTIVE; i++)
		if (open_connection(&tasks[i]) < 0)
			abort();
	for (int i = 0; i < n; i++) {
		wio_task **task = &tasks[i % ACTIVE];
		answers += wio_await(*task, NULL);
		wio_task_release(*task);
		*task = NULL;
		if (i < n - ACTIVE && open_connection(task) < 0)
			abort();
	}
	return answers == n ? 0 : WIO_EUSER;
}

/* ---- skynet: a tree of tasks whose leaves know their numbers ---- */

struct branch {
	int64_t number; /* of its first leaf; in the end the sum of all */
	int leaves;
};

/* One below after the other, as fiber-c has it; each is a task. */
static int grow(void *arg)
{
	struct branch *branch = arg;
	if (branch->leaves == 1)
		return 0;
	const int leaves = branch->leaves / TEN;
	int64_t sum = 0;
	for (int i = 0; i < TEN; i++) {
		struct branch below = {branch->number + i * leaves, leaves};
		wio_task *task;
		int r = wio_create_task(&task, grow, &below, NULL);
		if (r == 0)
			r = wio_await(task, NULL);
		wio_task_release(task);
		if (r < 0)
			return r;
		sum += below.number;
	}
	branch->number = sum;
	return 0;
}

int skynet(void *n)
{
	struct branch all = {0, *(int *)n};
	const int64_t sum = (int64_t)all.leaves * (all.leaves - 1) / 2;
	int r = wio_loop_set_eager_start(wio_get_running_loop(), WIO_START_EAGER);
	if (r == 0)
		r = grow(&all);
	return r == 0 && all.number != sum ? WIO_EUSER : r;
}

/* ---- itersum: a generator that counts ---- */

static int count(void *arg)
{
	int r = 0;
	for (int i = 0; i < *(int *)arg && r == 0; i++)
		r = wio_generator_yield(&i, NULL);
	return r;
}

/* What its items are together, of so many. */
static int64_t sum_of(wio_fn *items, void *arg, int n)
{
	wio_generator *generator;
	if (wio_generator_new(&generator, sizeof(int), items, arg, NULL) < 0)
		abort();
	int item, r;
	int64_t sum = 0;
	WIO_ASYNC_FOR (item, generator, r) {
		sum += item;
		n--;
	}
	wio_generator_release(generator);
	return r == 0 && n == 0 ? sum : -1;
}

int itersum(void *arg)
{
	const int n = *(int *)arg;
	return sum_of(count, arg, n) == (int64_t)n * (n - 1) / 2 ? 0 : WIO_EUSER;
}

/* ---- treesum: a generator that walks through a tree ---- */

static int walk(const struct node *node)
{
	if (!node->left)
		return wio_generator_yield(&node->value, NULL);
	int r = walk(node->left);
	return r < 0 ? r : walk(node->right);
}

static int walk_often(void *arg)
{
	static struct node nodes[HEIGHT + 1];
	plant(nodes);
	int r = 0;
	for (int i = 0; i < *(int *)arg >> HEIGHT && r == 0; i++)
		r = walk(nodes);
	return r;
}

int treesum(void *arg)
{
	const int n = *(int *)arg;
	return sum_of(walk_often, arg, n) == (int64_t)n * HEIGHT ? 0 : WIO_EUSER;
}
