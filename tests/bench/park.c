// SPDX-License-Identifier: MIT
/* Very many tasks that wait at once: what each takes of memory, and of time to
 * make and to cancel. */
#define _GNU_SOURCE /* sbrk */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __wasm__
#include <unistd.h>

/* What malloc has taken: the break, as far as the heap has grown. */
static long long memory_taken(void)
{
	return (long long)(size_t)sbrk(0);
}
#else
#include <malloc.h>

static long long memory_taken(void)
{
	struct mallinfo2 info = mallinfo2();
	return (long long)(info.arena + info.hblkhd);
}
#endif

/* As a connection that waits for its client: a little of its own, which it
 * still needs afterwards. */
static int waits(void *number)
{
	char name[48];
	size_t n = (size_t)number % sizeof name;
	memset(name, 'x', n);
	int r = wio_sleep(WIO_S(3600));
	return r < 0 || memchr(name, 'x', sizeof name) ? r : 0;
}

static int park_with(const struct job *job, const char *name,
                     const wio_task_options *options)
{
	const int n = job->n;
	wio_task **tasks = malloc((size_t)n * sizeof *tasks);
	if (!tasks)
		return WIO_ENOMEM;
	memset(tasks, 0, (size_t)n * sizeof *tasks);
	long long before = memory_taken();
	int64_t start = read_clock();
	for (int i = 0; i < n; i++) {
		int r = wio_create_task(&tasks[i], waits, (void *)(size_t)i, options);
		if (r < 0)
			return r;
	}
	wio_yield();
	wio_yield();
	int64_t made = read_clock();
	long long bytes = memory_taken() - before;
	for (int i = 0; i < n; i++)
		wio_task_cancel(tasks[i], NULL);
	for (int i = 0; i < n; i++) {
		wio_await(tasks[i], NULL);
		wio_task_release(tasks[i]);
	}
	int64_t joined = read_clock();
	free(tasks);
	printf("%s_bytes %d %lld bytes\n", name, n, bytes);
	printf("%s_create %d %lld\n", name, n, (long long)(made - start));
	printf("%s_join %d %lld\n", name, n, (long long)(joined - made));
	return 0;
}

int park(void *job)
{
	return park_with(job, "park", NULL);
}

int park_shared(void *job)
{
	return park_with(job, "park_shared",
	                 &(wio_task_options){.shared_stack = true});
}
