// SPDX-License-Identifier: MIT
/*
 * cost: the works in a task that also waits; with PLAIN, the same in a program
 * without coroutines, which with JSPI waits by that.  Prints "op n total_ns".
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

enum { RUNS = 5 };

static long long read_clock(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static int all(void *unused)
{
	(void)unused;
	for (int i = 0; i < works_count; i++) {
		const struct work *work = &works[i];
		for (int k = 0; k <= RUNS; k++) {
			long long start = read_clock();
			int r = work->fn(work);
			long long took = read_clock() - start;
			if (r < 0)
				return 1;
			if (k > 0) /* the first one warms */
				printf("%s %d %lld\n", work->name, work->n, took);
#ifndef PLAIN
			r = wio_yield();
			if (r < 0)
				return r;
#endif
		}
	}
	return 0;
}

#ifdef PLAIN
#ifdef JSPI
EM_ASYNC_JS(void, work_wait, (void), { await null; })
#else
void work_wait(void)
{
}
#endif

int main(void)
{
	return all(NULL);
}
#else
void work_wait(void)
{
	(void)wio_yield();
}

int main(void)
{
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
