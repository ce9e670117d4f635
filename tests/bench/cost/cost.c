// SPDX-License-Identifier: MIT
/*
 * cost: the works in a task that also waits; with PLAIN, the same in a program
 * without coroutines, which with JSPI waits by that.  Prints "op n total_ns".
 * With an argument: room.c.
 */
/* C's own clock has milliseconds on the web. */
#define _POSIX_C_SOURCE 199309L
#include "work.h"

#include <stdio.h>
#include <time.h>

#ifndef PLAIN
#include "wasyncio.h"
#elif defined JSPI
#include <emscripten.h>
#endif

enum { RUNS = 9 };

/* Meanwhile an engine compiles again what is used much. */
static const long long WARMS = 1500000000;

static long long read_clock(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

/* All works once; what each took is printed, if it is to be known. */
static int pass(int is_known)
{
	for (int i = 0; i < works_count; i++) {
		const struct work *work = &works[i];
		long long start = read_clock();
		int r = work->fn(work);
		long long took = read_clock() - start;
		if (r < 0)
			return -1;
		if (is_known)
			printf("%s %d %lld\n", work->name, work->n, took);
#ifndef PLAIN
		r = wio_yield();
		if (r < 0)
			return r;
#endif
	}
	return 0;
}

static int all(void *unused)
{
	(void)unused;
	const long long start = read_clock();
	int r = 0;
	while (r >= 0 && read_clock() - start < WARMS)
		r = pass(0);
	for (int i = 0; r >= 0 && i < RUNS; i++)
		r = pass(1);
	return r < 0;
}

#ifdef PLAIN
#ifdef JSPI
EM_ASYNC_JS(void, work_wait, (void), { await null; })
#else
void work_wait(void)
{
}
#endif

int main(int argc, char **argv)
{
	(void)argv;
	return argc > 1 ? room() : all(NULL);
}
#else
size_t work_left;

void work_wait(void)
{
	work_left = wio_stack_left();
	(void)wio_yield();
}

int main(int argc, char **argv)
{
	(void)argv;
	if (argc > 1)
		return room();
	wio_runner *runner;
	int r = wio_runner_new(&runner, NULL);
	if (r < 0)
		return 1;
	/* As much as a program without tasks has. */
	r = wio_runner_run(runner, all, NULL,
	    &(wio_task_options){.stack_size = 1 << 20});
	wio_runner_close(runner);
	wio_runner_free(runner);
	return r < 0 ? 1 : r;
}
#endif
