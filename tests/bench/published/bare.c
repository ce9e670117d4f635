// SPDX-License-Identifier: MIT
/*
 * A peer: the programs of fiber-c on fibers as its Asyncify backend has them, which
 * are no more than Binaryen's four functions and a buffer.  What a function keeps in
 * memory while it waits is lost, so that here none does.  Nothing is checked.
 * Prints "program n total_ns".
 */
#define _POSIX_C_SOURCE 199309L /* clock_gettime */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "same.h"

#define ASYNCIFY(name) __attribute__((import_module("asyncify"), import_name(name)))
ASYNCIFY("start_unwind") void start_unwind(void *buffer);
ASYNCIFY("stop_unwind") void stop_unwind(void);
ASYNCIFY("start_rewind") void start_rewind(void *buffer);
ASYNCIFY("stop_rewind") void stop_rewind(void);

/* As it is in fiber-c unless one says otherwise; each fiber has two allocations. */
enum { BUFFER = 262144 };

struct fiber {
	char *top, *end; /* what Asyncify wants to find */
	char *buffer;
	void (*body)(void *arg);
	void *arg;
	int64_t value; /* that it yielded */
	enum { NEW, WAITS, ENDED } state;
};

static struct fiber *current;

static struct fiber *make(void (*body)(void *), void *arg)
{
	struct fiber *f = malloc(sizeof *f);
	char *buffer = malloc(BUFFER);
	if (!f || !buffer)
		abort();
	f->buffer = f->top = buffer;
	f->end = buffer + BUFFER;
	f->body = body;
	f->arg = arg;
	f->state = NEW;
	return f;
}

static void drop(struct fiber *f)
{
	free(f->buffer);
	free(f);
}

static __attribute__((noinline)) void yield(int64_t value)
{
	if (current->state == WAITS) {
		stop_rewind();
		current->state = NEW;
		return;
	}
	current->value = value;
	current->state = WAITS;
	start_unwind(current);
}

/* Until it yields; 0 when it ended instead. */
static __attribute__((noinline)) int resume(struct fiber *f)
{
	struct fiber *before = current;
	current = f;
	if (f->state == WAITS)
		start_rewind(f);
	f->body(f->arg);
	stop_unwind();
	if (f->state != WAITS)
		f->state = ENDED;
	current = before;
	return f->state == WAITS;
}

/* ---- the programs: each gives whether it was right ---- */

static volatile int answers;

static void connection(void *unused)
{
	(void)unused;
	yield(0);
	answers += use_stack();
}

static int c10m(int n)
{
	static struct fiber *fibers[ACTIVE];
	answers = 0;
	for (int i = 0; i < ACTIVE; i++)
		fibers[i] = make(connection, NULL);
	for (int i = 0; i < n; i++) {
		struct fiber **f = &fibers[i % ACTIVE];
		resume(*f);
		resume(*f);
		drop(*f);
		if (i < n - ACTIVE)
			*f = make(connection, NULL);
	}
	return answers == n;
}

struct branch {
	int64_t number, sum;
	int leaves;
};

static void grow(void *arg)
{
	struct branch *branch = arg;
	if (branch->leaves == 1) {
		yield(branch->number);
		return;
	}
	const int leaves = branch->leaves / TEN;
	for (int i = 0; i < TEN; i++) {
		struct branch below = {branch->number + i * leaves, 0, leaves};
		struct fiber *f = make(grow, &below);
		if (resume(f)) {
			below.sum = f->value;
			resume(f);
		}
		branch->sum += below.sum;
		drop(f);
	}
}

static int skynet(int n)
{
	struct branch all = {0, 0, n};
	grow(&all);
	return all.sum == (int64_t)n * (n - 1) / 2;
}

static int64_t sum_of(void (*body)(void *), int n)
{
	struct fiber *f = make(body, &n);
	int64_t sum = 0;
	while (resume(f))
		sum += f->value;
	drop(f);
	return sum;
}

static void count(void *arg)
{
	const int n = *(int *)arg;
	for (int i = 0; i < n; i++)
		yield(i);
}

static int itersum(int n)
{
	return sum_of(count, n) == (int64_t)n * (n - 1) / 2;
}

static struct node nodes[HEIGHT + 1];

static void walk(const struct node *node)
{
	if (!node->left) {
		yield(node->value);
		return;
	}
	walk(node->left);
	walk(node->right);
}

static void walk_often(void *arg)
{
	const int times = *(int *)arg >> HEIGHT;
	for (int i = 0; i < times; i++)
		walk(nodes);
}

static int treesum(int n)
{
	plant(nodes);
	return sum_of(walk_often, n) == (int64_t)n * HEIGHT;
}

static long long read_clock(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		int (*run)(int n);
		int n;
	} programs[] = {
		{"c10m", c10m, 1000000},
		{"skynet", skynet, 1000000},
		{"itersum", itersum, 1000000},
		{"treesum", treesum, 1 << 20},
	};
	(void)argc;
	for (char **name = argv + 1; *name; name++)
		for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
			if (strcmp(*name, programs[i].name) != 0)
				continue;
			/* The first is to warm it. */
			for (int run = 0; run < 2; run++) {
				long long start = read_clock();
				if (!programs[i].run(programs[i].n))
					return 1;
				long long took = read_clock() - start;
				if (run > 0)
					printf("%s %d %lld\n", *name, programs[i].n, took);
			}
		}
	return 0;
}
