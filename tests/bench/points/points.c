// SPDX-License-Identifier: MIT
/*
 * bench_points: what check points cost with nothing pending.  Prints for each
 * run "op n total_ns".
 */
#include <stdio.h>

#include "loops.h"
#include "wasyncio.h"

enum { RUNS = 9, TURNS = 20000000, TEXT = 1 << 16 };

static char text[TEXT];

/* As plain_arithmetic, with a call in each round. */
static unsigned long long checkint(void)
{
	unsigned long long x = 1;
	for (int i = 0; i < TURNS; i++) {
		x = (x ^ x >> 29) * 6364136223846793005U + 1442695040888963407U;
		if (wio_check_interrupt() < 0)
			return 0;
	}
	return x;
}

static unsigned long long arithmetic(void)
{
	return plain_arithmetic(TURNS);
}

static unsigned long long arithmetic_points(void)
{
	return pointed_arithmetic(TURNS);
}

static unsigned long long bytes(void)
{
	unsigned long long sum = 0;
	for (int i = 0; i < TURNS / TEXT; i++)
		sum += plain_bytes(text, TEXT);
	return sum;
}

static unsigned long long bytes_points(void)
{
	unsigned long long sum = 0;
	for (int i = 0; i < TURNS / TEXT; i++)
		sum += pointed_bytes(text, TEXT);
	return sum;
}

static const struct op {
	const char *name;
	unsigned long long (*run)(void);
	int n;
} ops[] = {
    {"checkint", checkint, TURNS},
    {"arithmetic", arithmetic, TURNS},
    {"arithmetic_points", arithmetic_points, TURNS},
    {"bytes", bytes, TURNS},
    {"bytes_points", bytes_points, TURNS},
};

/* A text that no branch can be foretold from. */
static void write_text(void)
{
	unsigned x = 1;
	for (int i = 0; i < TEXT; i++) {
		x = x * 1664525 + 1013904223;
		text[i] = "etaoinshr dlu\n 0123 "[(x >> 16) % 20];
	}
}

/* In turn, so that a slow spell of the machine hits all of them. */
static int bench(void *unused)
{
	(void)unused;
	static volatile unsigned long long sink;
	const wio_loop *loop = wio_get_running_loop();
	write_text();
	for (int k = 0; k < RUNS; k++) {
		for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
			/* Volatile: not as a part of this function, which suspends. */
			unsigned long long (*volatile run)(void) = ops[i].run;
			int64_t start = wio_loop_time(loop);
			sink = run();
			int64_t took = wio_loop_time(loop) - start;
			printf("%s %d %lld\n", ops[i].name, ops[i].n, (long long)took);
		}
		/* On a page and in Node the output goes with the turn. */
		int r = wio_yield();
		if (r < 0)
			return r;
	}
	(void)sink;
	return 0;
}

int main(void)
{
	return wio_run(bench, NULL);
}
