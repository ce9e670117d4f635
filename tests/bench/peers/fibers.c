// SPDX-License-Identifier: MIT
/*
 * A peer: the same operations on Emscripten's own fibers, under the smallest
 * scheduler that does them, a ring of ready fibers.  Prints "op n total_ns".
 */
#include <emscripten.h>
#include <emscripten/fiber.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RUNS = 5, STACK = 16 * 1024, ASYNCIFY_STACK = 4 * 1024, TASKS = 1000 };

struct fiber {
	emscripten_fiber_t fiber;
	struct fiber *next; /* in the ring */
	int left;           /* yields to go */
	char asyncify_stack[ASYNCIFY_STACK];
	_Alignas(16) char stack[STACK];
};

static emscripten_fiber_t host;
static char host_stack[16 * 1024];
static struct fiber *current;
static struct fiber *first, *last; /* ready */

static double read_clock(void)
{
	return emscripten_get_now() * 1e6;
}

static void push(struct fiber *f)
{
	f->next = NULL;
	if (last)
		last->next = f;
	else
		first = f;
	last = f;
}

static void to_host(void)
{
	emscripten_fiber_swap(&current->fiber, &host);
}

static void yield(void)
{
	push(current);
	to_host();
}

/* Run what is ready until nothing is. */
static void loop(void)
{
	while (first) {
		current = first;
		first = first->next;
		if (!first)
			last = NULL;
		emscripten_fiber_swap(&host, &current->fiber);
	}
}

static struct fiber *spawn(em_arg_callback_func entry, int left)
{
	struct fiber *f = malloc(sizeof *f);
	if (!f)
		abort();
	f->left = left;
	emscripten_fiber_init(&f->fiber, entry, f, f->stack, sizeof f->stack,
	                      f->asyncify_stack, sizeof f->asyncify_stack);
	push(f);
	return f;
}

static void yields(void *arg)
{
	struct fiber *f = arg;
	while (f->left-- > 0)
		yield();
	to_host();
}

static int down(int n)
{
	int k = n * 3;
	if (n)
		k += down(n - 1);
	else
		yield();
	return k + n;
}

static void deep(void *arg)
{
	struct fiber *f = arg;
	while (f->left-- > 0)
		down(16);
	to_host();
}

static double several(em_arg_callback_func entry, int tasks, int n)
{
	static struct fiber *made[TASKS];
	for (int i = 0; i < tasks; i++)
		made[i] = spawn(entry, n / tasks);
	double start = read_clock();
	loop();
	double took = read_clock() - start;
	for (int i = 0; i < tasks; i++)
		free(made[i]);
	return took;
}

static double switch16(int n)
{
	return several(deep, 1, n);
}

static double yield1(int n)
{
	return several(yields, 1, n);
}

static double yield1000(int n)
{
	return several(yields, TASKS, n);
}

static double spawn_each(int n)
{
	double start = read_clock();
	for (int i = 0; i < n; i++) {
		struct fiber *f = spawn(yields, 0);
		loop();
		free(f);
	}
	return read_clock() - start;
}

static const struct {
	const char *name;
	double (*run)(int n);
	int n;
} ops[] = {
	{"switch16", switch16, 30000},    {"yield1", yield1, 100000},
	{"yield1000", yield1000, 100000}, {"spawn", spawn_each, 30000},
	{"handover", yield1, 100000}, /* here that is no more than a yield */
};

static bool is_wanted(char **wanted, const char *name)
{
	for (char **w = wanted; *w; w++)
		if (strcmp(*w, name) == 0)
			return true;
	return !*wanted;
}

int main(int argc, char **argv)
{
	(void)argc;
	emscripten_fiber_init_from_current_context(&host, host_stack,
	                                           sizeof host_stack);
	for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
		if (!is_wanted(argv + 1, ops[i].name))
			continue;
		ops[i].run(ops[i].n / 10);
		for (int k = 0; k < RUNS; k++)
			printf("%s %d %.0f\n", ops[i].name, ops[i].n, ops[i].run(ops[i].n));
	}
	return 0;
}
