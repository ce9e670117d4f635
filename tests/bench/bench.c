// SPDX-License-Identifier: MIT
/*
 * bench [OP...]: times the operations named, or all, and prints for each run
 * "op n total_ns".  Public functions only, as any program would call them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wasyncio.h"

enum { RUNS = 5 };

static int64_t read_clock(void)
{
	return wio_loop_time(wio_get_running_loop());
}

/*
 * An operation is a coroutine, the body of a task of its own as a program's
 * would be.  It does n of them and leaves how long that took.
 */
struct job {
	int n;
	int64_t took; /* nanoseconds */
};

/* ---- yields ---- */

static int yields(void *arg)
{
	for (int n = *(int *)arg; n > 0; n--) {
		int r = wio_yield();
		if (r < 0)
			return r;
	}
	return 0;
}

static int yield1(void *arg)
{
	struct job *job = arg;
	int64_t start = read_clock();
	for (int n = job->n; n > 0; n--)
		wio_yield();
	job->took = read_clock() - start;
	return 0;
}

static int leaf(void)
{
	return wio_yield();
}

static int down(int n)
{
	int k = n * 3;
	k += n ? down(n - 1) : leaf();
	return k + n;
}

static void switches(struct job *job, int depth)
{
	int64_t start = read_clock();
	for (int n = job->n; n > 0; n--)
		down(depth);
	job->took = read_clock() - start;
}

#define SWITCH(depth) \
	static int switch##depth(void *job) \
	{ \
		switches(job, depth); \
		return 0; \
	}

SWITCH(0)
SWITCH(1)
SWITCH(4)
SWITCH(16)
SWITCH(64)

static int nothing(void *unused)
{
	(void)unused;
	return 0;
}

static int yield1_timer(void *arg)
{
	wio_handle *timer;
	int r = wio_loop_call_later(wio_get_running_loop(), WIO_S(3600), nothing,
	                            NULL, NULL, &timer);
	if (r < 0)
		return r;
	r = yield1(arg);
	wio_handle_cancel(timer);
	wio_handle_release(timer);
	return r;
}

enum { TASKS = 1000 };

static int yield1000(void *arg)
{
	struct job *job = arg;
	static wio_task *tasks[TASKS];
	int each = job->n / TASKS;
	for (int i = 0; i < TASKS; i++)
		if (wio_create_task(&tasks[i], yields, &each, NULL) < 0)
			abort();
	int64_t start = read_clock();
	for (int i = 0; i < TASKS; i++) {
		wio_await(tasks[i], NULL);
		wio_task_release(tasks[i]);
	}
	job->took = read_clock() - start;
	return 0;
}

/* ---- tasks ---- */

static int spawn(void *arg)
{
	struct job *job = arg;
	int64_t start = read_clock();
	for (int n = job->n; n > 0; n--) {
		wio_task *task;
		if (wio_create_task(&task, nothing, NULL, NULL) < 0)
			abort();
		wio_await(task, NULL);
		wio_task_release(task);
	}
	job->took = read_clock() - start;
	return 0;
}

/* Two tasks that wake each other by futures. */
struct table {
	wio_future *ball[2];
	int rounds;
	int side; /* of the task that starts next */
};

static int play(void *arg)
{
	struct table *table = arg;
	const int me = table->side++;
	for (int i = 0; i < table->rounds; i++) {
		int r = wio_await(table->ball[me], NULL);
		if (r < 0)
			return r;
		wio_future_release(table->ball[me]);
		r = wio_future_new(&table->ball[me], NULL);
		if (r < 0)
			return r;
		wio_future_set_result(table->ball[1 - me], 0);
	}
	return 0;
}

static int handover(void *arg)
{
	struct job *job = arg;
	struct table table = {.rounds = job->n / 2};
	wio_task *tasks[2];
	for (int i = 0; i < 2; i++)
		if (wio_future_new(&table.ball[i], NULL) < 0 ||
		    wio_create_task(&tasks[i], play, &table, NULL) < 0)
			abort();
	wio_yield();
	int64_t start = read_clock();
	wio_future_set_result(table.ball[0], 0);
	for (int i = 0; i < 2; i++) {
		wio_await(tasks[i], NULL);
		wio_task_release(tasks[i]);
	}
	job->took = read_clock() - start;
	for (int i = 0; i < 2; i++)
		wio_future_release(table.ball[i]);
	return 0;
}

static int park(void *arg)
{
	return wio_await((wio_future *)arg, NULL);
}

static int cancel(void *arg)
{
	struct job *job = arg;
	const int n = job->n;
	wio_task **tasks = malloc((size_t)n * sizeof *tasks);
	wio_future **never = malloc((size_t)n * sizeof *never);
	if (!tasks || !never)
		abort();
	for (int i = 0; i < n; i++)
		if (wio_future_new(&never[i], NULL) < 0 ||
		    wio_create_task(&tasks[i], park, never[i], NULL) < 0)
			abort();
	wio_yield();
	wio_yield();
	int64_t start = read_clock();
	for (int i = 0; i < n; i++)
		wio_task_cancel(tasks[i], NULL);
	for (int i = 0; i < n; i++) {
		wio_await(tasks[i], NULL);
		wio_task_release(tasks[i]);
	}
	job->took = read_clock() - start;
	for (int i = 0; i < n; i++)
		wio_future_release(never[i]);
	free(tasks);
	free(never);
	return 0;
}

/* ---- all ---- */

static const struct op {
	const char *name;
	wio_fn *fn;
	int n;
} ops[] = {
	{"switch0", switch0, 300000},
	{"switch1", switch1, 300000},
	{"switch4", switch4, 200000},
	{"switch16", switch16, 60000},
	{"switch64", switch64, 20000},
	{"yield1", yield1, 300000},
	{"yield1_timer", yield1_timer, 300000},
	{"yield1000", yield1000, 300000},
	{"spawn", spawn, 100000},
	{"handover", handover, 200000},
	{"cancel", cancel, 20000},
};

static char **wanted;

static bool is_wanted(const char *name)
{
	for (char **w = wanted; *w; w++)
		if (strcmp(*w, name) == 0)
			return true;
	return !*wanted;
}

static int time_op(const struct op *op, int n, bool print)
{
	struct job job = {.n = n};
	wio_task *task;
	int r = wio_create_task(&task, op->fn, &job, NULL);
	if (r < 0)
		return r;
	r = wio_await(task, NULL);
	wio_task_release(task);
	if (r == 0 && print)
		printf("%s %d %lld\n", op->name, n, (long long)job.took);
	return r;
}

static int bench(void *unused)
{
	(void)unused;
	for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
		if (!is_wanted(ops[i].name))
			continue;
		int r = time_op(&ops[i], ops[i].n / 10, false); /* warm */
		for (int k = 0; k < RUNS && r == 0; k++)
			r = time_op(&ops[i], ops[i].n, true);
		if (r < 0)
			return r;
		fflush(stdout);
	}
	return 0;
}

int main(int argc, char **argv)
{
	(void)argc;
	wanted = argv + 1;
	return wio_run(bench, NULL);
}
