// SPDX-License-Identifier: MIT
/*
 * bench [OP[=N]...]: times the operations named, or all but those of park.c,
 * and prints for each run "op n total_ns", or "op n total unit" for what is no
 * time.  Public functions only, as any program would call them.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RUNS = 5 };

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

static int wait_for(void *arg)
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
		    wio_create_task(&tasks[i], wait_for, never[i], NULL) < 0)
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

/* ---- calls that can be left ---- */

static int throws(void *unused)
{
	(void)unused;
	return wio_throw(WIO_EUSER);
}

static int protect(void *arg)
{
	struct job *job = arg;
	int64_t start = read_clock();
	for (int n = job->n; n > 0; n--)
		wio_protect(nothing, NULL);
	job->took = read_clock() - start;
	return 0;
}

static int throw(void *arg)
{
	struct job *job = arg;
	int64_t start = read_clock();
	for (int n = job->n; n > 0; n--)
		wio_protect(throws, NULL);
	job->took = read_clock() - start;
	return 0;
}

/* ---- timers ---- */

struct alarms {
	int left;
	wio_future *over;
};

static int ring(void *arg)
{
	struct alarms *alarms = arg;
	return --alarms->left ? 0 : wio_future_set_result(alarms->over, 0);
}

/* All are set before the first one fires, most when they are due already: in an
 * order of their own, and as fast as it goes. */
static int timers(void *arg)
{
	struct job *job = arg;
	struct alarms alarms = {.left = job->n};
	wio_loop *loop = wio_get_running_loop();
	if (wio_future_new(&alarms.over, NULL) < 0)
		abort();
	uint32_t random = 1;
	int64_t start = read_clock();
	for (int n = job->n; n > 0; n--) {
		random = random * 1664525 + 1013904223;
		if (wio_loop_call_at(loop, start + (random >> 10), ring, &alarms,
		                     NULL, NULL) < 0)
			abort();
	}
	wio_await(alarms.over, NULL);
	job->took = read_clock() - start;
	wio_future_release(alarms.over);
	return 0;
}

/* ---- all ---- */

static const struct op {
	const char *name;
	wio_fn *fn;
	int n;
	/* Its memory is looked at: by a process of its own, when it is named, and
	 * once. */
	bool alone;
} ops[] = {
	{"switch0", switch0, 300000, false},
	{"switch1", switch1, 300000, false},
	{"switch4", switch4, 200000, false},
	{"switch16", switch16, 60000, false},
	{"switch64", switch64, 20000, false},
	{"yield1", yield1, 300000, false},
	{"yield1_timer", yield1_timer, 300000, false},
	{"yield1000", yield1000, 300000, false},
	{"spawn", spawn, 100000, false},
	{"handover", handover, 200000, false},
	{"cancel", cancel, 20000, false},
	{"lock", lock, 200000, false},
	{"pingpong", pingpong, 200000, false},
	{"event", event, 200000, false},
	{"generator", generator, 300000, false},
	{"group1000", group1000, 100000, false},
	{"gather1000", gather1000, 100000, false},
	{"as_completed1000", as_completed1000, 100000, false},
	{"timeout", timeout, 200000, false},
	{"clock_read", clock_read, 300000, false},
	{"waits10", waits10, 20000, false},
	{"waits100k", waits100k, 20000, false},
	{"ctxget", ctxget, 3000000, false},
	{"ctxcopy8", ctxcopy8, 1000000, false},
	{"ctxcopy800", ctxcopy800, 1000000, false},
	{"executor", executor, 20000, false},
	{"conditions", conditions, 20000, false},
	{"protect", protect, 300000, false},
	{"throw", throw, 20000, false},
	{"timers100k", timers, 100000, false},
	{"timers1m", timers, 1000000, false},
	{"park", park, 10000, true},
	{"park_shared", park_shared, 1000000, true},
};

static char **wanted;

/* How many of it to do; 0: it is not wanted. */
static int wanted_times(const struct op *op)
{
	size_t length = strlen(op->name);
	for (char **w = wanted; *w; w++) {
		if (strncmp(*w, op->name, length) != 0)
			continue;
		if ((*w)[length] == '=')
			return atoi(*w + length + 1);
		if (!(*w)[length])
			return op->n;
	}
	return *wanted || op->alone ? 0 : op->n;
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
		int n = wanted_times(&ops[i]);
		if (!n)
			continue;
		int r = 0;
		if (!ops[i].alone)
			r = time_op(&ops[i], n / 10, false); /* warm */
		for (int k = 0; k < (ops[i].alone ? 1 : RUNS) && r == 0; k++)
			r = time_op(&ops[i], n, !ops[i].alone);
		if (r == WIO_ENOTSUP)
			continue;
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
