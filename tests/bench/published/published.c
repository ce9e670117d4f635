// SPDX-License-Identifier: MIT
/*
 * published [PROGRAM...]: times those that others publish to compare runtimes by,
 * and prints for each "program n total_ns".  Each has run once on the same loop, to
 * warm it.  What async_tree sleeps goes by at once.
 */
#define _POSIX_C_SOURCE 199309L /* clock_gettime */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "published.h"
#include "wasyncio/test.h"

enum { RUNS = 1 };

static const struct {
	const char *name;
	wio_fn *run;
	int n;
} fibers[] = {
	{"c10m", c10m, 1000000},
	{"skynet", skynet, 1000000},
	{"itersum", itersum, 1000000},
	{"treesum", treesum, 1 << 20},
};

static const char *const works[] = {"none", "io", "memoization", "cpu_io_mixed"};

static long long read_clock(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static bool is_wanted(char **wanted, const char *name)
{
	for (char **w = wanted; *w; w++)
		if (strcmp(*w, name) == 0)
			return true;
	return !*wanted;
}

/* Returns whether it went well. */
static bool measure(const char *name, int n, wio_fn *run, void *arg)
{
	wio_runner *runner;
	int r = wio_runner_new(&runner, NULL);
	for (int i = 0; i <= RUNS && r == 0; i++) {
		long long start = read_clock();
		r = wio_runner_run(runner, run, arg, NULL);
		long long took = read_clock() - start;
		if (r == 0 && i > 0)
			printf("%s %d %lld\n", name, n, took);
		fflush(stdout);
	}
	if (r < 0)
		fprintf(stderr, "%s: %s\n", name, wio_strerror(r));
	wio_runner_close(runner);
	wio_runner_free(runner);
	return r == 0;
}

/* async_tree_cpu_io_mixed_group_eager, and the like. */
static bool measure_tree(char **wanted, struct tree tree)
{
	char name[64];
	snprintf(name, sizeof name, "async_tree_%s%s%s", works[tree.work],
	         tree.group ? "_group" : "", tree.eager ? "_eager" : "");
	return !is_wanted(wanted, name) ||
	       measure(name, TREE_LEAVES, tree_run, &tree);
}

int main(int argc, char **argv)
{
	(void)argc;
	char **wanted = argv + 1;
	bool well = true;
	for (size_t i = 0; well && i < sizeof fibers / sizeof *fibers; i++) {
		int n = fibers[i].n;
		if (is_wanted(wanted, fibers[i].name))
			well = measure(fibers[i].name, n, fibers[i].run, &n);
	}
	wio_test_clock_start();
	for (int work = TREE_NONE; work <= TREE_CPU_IO_MIXED; work++)
		for (int kind = 0; well && kind < 4; kind++)
			well = measure_tree(wanted, (struct tree){
			                                (enum tree_work)work,
			                                .group = kind & 1, .eager = kind & 2});
	return !well;
}
