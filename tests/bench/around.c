// SPDX-License-Identifier: MIT
/* Operations of what stands around the loop. */
#include <stdlib.h>

#include "bench.h"

/* Two tasks, each a player of fn(side), from their start to their end. */
static void play_both(struct job *job, wio_fn *fn, void *sides[2])
{
	wio_task *tasks[2];
	int64_t start = read_clock();
	for (int i = 0; i < 2; i++)
		if (wio_create_task(&tasks[i], fn, sides[i], NULL) < 0)
			abort();
	for (int i = 0; i < 2; i++) {
		wio_await(tasks[i], NULL);
		wio_task_release(tasks[i]);
	}
	job->took = read_clock() - start;
}

/* ---- a lock that goes back and forth ---- */

struct turns {
	wio_lock *lock;
	int n;
};

static int take_turns(void *arg)
{
	struct turns *turns = arg;
	int r = wio_lock_acquire(turns->lock);
	/* The other one comes meanwhile, and from then on waits for it. */
	if (r == 0)
		r = wio_yield();
	for (int i = 0; i < turns->n && r == 0; i++) {
		wio_lock_release(turns->lock);
		r = wio_lock_acquire(turns->lock);
	}
	if (r == 0)
		wio_lock_release(turns->lock);
	return r;
}

int lock(void *arg)
{
	struct job *job = arg;
	static wio_lock shared;
	struct turns turns = {&shared, job->n / 2};
	play_both(job, take_turns, (void *[2]){&turns, &turns});
	return 0;
}

/* ---- an item that goes back and forth ---- */

struct table {
	wio_queue *mine, *yours;
	int n;
};

static int hit(void *arg)
{
	struct table *table = arg;
	for (int i = 0; i < table->n; i++) {
		int ball, r = wio_queue_get(table->mine, &ball);
		if (r == 0)
			r = wio_queue_put(table->yours, &ball);
		if (r < 0)
			return r;
	}
	return 0;
}

int pingpong(void *arg)
{
	struct job *job = arg;
	const wio_queue_options one = {.maxsize = 1};
	wio_queue *queues[2];
	for (int i = 0; i < 2; i++)
		if (wio_queue_new(&queues[i], sizeof(int), &one) < 0)
			abort();
	wio_queue_put_nowait(queues[0], &(int){1});
	struct table sides[2] = {{queues[0], queues[1], job->n / 2},
	                         {queues[1], queues[0], job->n / 2}};
	play_both(job, hit, (void *[2]){&sides[0], &sides[1]});
	for (int i = 0; i < 2; i++)
		wio_queue_release(queues[i]);
	return 0;
}

/* ---- events that two tasks set for each other ---- */

struct ring {
	wio_event *mine, *yours;
	int n;
};

static int answer(void *arg)
{
	struct ring *ring = arg;
	for (int i = 0; i < ring->n; i++) {
		int r = wio_event_wait(ring->mine);
		if (r < 0)
			return r;
		wio_event_clear(ring->mine);
		wio_event_set(ring->yours);
	}
	return 0;
}

int event(void *arg)
{
	struct job *job = arg;
	static wio_event events[2];
	wio_event_set(&events[0]);
	struct ring sides[2] = {{&events[0], &events[1], job->n / 2},
	                        {&events[1], &events[0], job->n / 2}};
	play_both(job, answer, (void *[2]){&sides[0], &sides[1]});
	wio_event_clear(&events[0]);
	return 0;
}

/* ---- items of a generator ---- */

static int numbers(void *arg)
{
	int r = 0;
	for (int n = *(int *)arg; n > 0 && r >= 0; n--)
		r = wio_generator_yield(&n, NULL);
	return r;
}

int generator(void *arg)
{
	struct job *job = arg;
	wio_generator *items;
	int item, r;
	if (wio_generator_new(&items, sizeof item, numbers, &job->n, NULL) < 0)
		abort();
	int64_t start = read_clock();
	WIO_ASYNC_FOR (item, items, r)
		;
	job->took = read_clock() - start;
	wio_generator_release(items);
	return r;
}

/* ---- a thousand children ---- */

enum { CHILDREN = 1000 };

static int nothing(void *unused)
{
	(void)unused;
	return 0;
}

int group1000(void *arg)
{
	struct job *job = arg;
	int64_t start = read_clock();
	for (int n = job->n; n > 0; n -= CHILDREN) {
		wio_group *group;
		int r = wio_group_open(&group);
		for (int i = 0; i < CHILDREN && r == 0; i++)
			r = wio_group_create_task(group, NULL, nothing, NULL, NULL);
		if (wio_group_close(group, r) < 0)
			abort();
	}
	job->took = read_clock() - start;
	return 0;
}

/* Make them, have all awaited, let go of them. */
static int each_thousand(struct job *job, void (*await_all)(wio_task **))
{
	static wio_task *tasks[CHILDREN];
	int64_t start = read_clock();
	for (int n = job->n; n > 0; n -= CHILDREN) {
		for (int i = 0; i < CHILDREN; i++)
			if (wio_create_task(&tasks[i], nothing, NULL, NULL) < 0)
				abort();
		await_all(tasks);
		for (int i = 0; i < CHILDREN; i++)
			wio_task_release(tasks[i]);
	}
	job->took = read_clock() - start;
	return 0;
}

static void gather(wio_task **tasks)
{
	if (wio_gather(tasks, CHILDREN, NULL, false) < 0)
		abort();
}

int gather1000(void *job)
{
	return each_thousand(job, gather);
}

static void one_by_one(wio_task **tasks)
{
	wio_as_completed *each;
	if (wio_as_completed_open(&each, tasks, CHILDREN, WIO_FOREVER) < 0)
		abort();
	wio_task *done;
	while (wio_as_completed_next(each, &done) > 0)
		;
	wio_as_completed_close(each);
}

int as_completed1000(void *job)
{
	return each_thousand(job, one_by_one);
}

/* ---- a timeout that does not expire ---- */

int timeout(void *arg)
{
	struct job *job = arg;
	int64_t start = read_clock();
	for (int n = job->n; n > 0; n--) {
		wio_timeout *scope;
		if (wio_timeout_open(&scope, WIO_S(9)) < 0 ||
		    wio_timeout_close(scope, wio_yield()) < 0)
			abort();
	}
	job->took = read_clock() - start;
	return 0;
}

int clock_read(void *arg)
{
	struct job *job = arg;
	int64_t start = read_clock();
	for (int n = job->n; n > 0; n--)
		read_clock();
	job->took = read_clock() - start;
	return 0;
}

/* ---- the n-th wait, with a timeout, on one task that lives long ---- */

static int forever(void *unused)
{
	(void)unused;
	return wio_sleep(WIO_FOREVER);
}

static wio_task *long_lived;

static int wait_in_crowd(void *unused)
{
	(void)unused;
	return wio_wait(&long_lived, 1, WIO_ALL_COMPLETED, WIO_FOREVER);
}

static int crowd(struct job *job, int there)
{
	const wio_task_options small = {.shared_stack = true};
	wio_task **tasks = malloc((size_t)there * sizeof *tasks);
	if (!tasks || wio_create_task(&long_lived, forever, NULL, NULL) < 0)
		abort();
	for (int i = 0; i < there; i++)
		if (wio_create_task(&tasks[i], wait_in_crowd, NULL, &small) < 0)
			abort();
	wio_yield();
	int64_t start = read_clock();
	for (int n = job->n; n > 0; n--)
		wio_wait(&long_lived, 1, WIO_ALL_COMPLETED, 0);
	job->took = read_clock() - start;
	wio_task_cancel(long_lived, NULL);
	for (int i = 0; i < there; i++) {
		wio_await(tasks[i], NULL);
		wio_task_release(tasks[i]);
	}
	wio_task_release(long_lived);
	free(tasks);
	return 0;
}

int waits10(void *job)
{
	return crowd(job, 10);
}

int waits100k(void *job)
{
	return crowd(job, 100000);
}
