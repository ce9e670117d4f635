// SPDX-License-Identifier: MIT
/* An executor whose jobs are run when the program says: pools.py, in C. */
#include <stdlib.h>

#include "play.h"
#include "scenario.h"

enum { MOST = 9 };

static struct {
	void *pool; /* a number */
	wio_job *job;
	bool begun, over;
} jobs[MOST];
static int count;

static int submit(void *self, wio_job *job)
{
	if (count == MOST)
		abort();
	jobs[count].pool = self;
	jobs[count++].job = job;
	return 0;
}

static void shut_down(void *self, bool cancel_jobs)
{
	for (int i = 0; cancel_jobs && i < count; i++)
		if (jobs[i].pool == self && !jobs[i].over)
			wio_job_cancel(jobs[i].job);
}

wio_executor *new_pool(void)
{
	static const wio_executor_methods methods = {submit, shut_down, NULL};
	wio_executor *pool;
	static char numbers[MOST];
	static int next;
	const wio_executor_options options = {.methods = &methods,
	                                      .self = &numbers[next++ % MOST]};
	return wio_executor_new(&pool, &options) < 0 ? NULL : pool;
}

static int number_of(void *number)
{
	const int i = *(int *)number;
	return i < count && !jobs[i].over ? i : -1;
}

int job_begin(void *number)
{
	const int i = number_of(number);
	if (i >= 0 && !jobs[i].begun) {
		jobs[i].begun = wio_job_begin(jobs[i].job);
		jobs[i].over = !jobs[i].begun;
	}
	return 0;
}

int job_end(void *number)
{
	const int i = number_of(number);
	if (i >= 0 && jobs[i].begun) {
		jobs[i].over = true;
		wio_job_end(jobs[i].job, wio_job_call(jobs[i].job));
	}
	return 0;
}

int job_do(void *number)
{
	job_begin(number);
	return job_end(number);
}

void scenario_drop_jobs(void)
{
	for (int i = 0; i < count; i++) {
		if (jobs[i].over)
			continue;
		wio_job_cancel(jobs[i].job);
		if (jobs[i].begun || wio_job_begin(jobs[i].job))
			wio_job_end(jobs[i].job, 0);
		jobs[i].over = true;
	}
	for (int i = 0; i < MOST; i++)
		jobs[i].begun = jobs[i].over = false;
	count = 0;
}

/* ---- shorter words ---- */

int in_executor(wio_executor *pool, wio_fn *fn)
{
	wio_future *future;
	int r = wio_run_in_executor(&future, pool, fn, NULL, NULL);
	if (r == 0)
		r = wio_await(future, NULL);
	wio_future_release(future);
	return r;
}

int job_for_nobody(wio_fn *fn)
{
	wio_future *future;
	int r = wio_run_in_executor(&future, NULL, fn, NULL, NULL);
	wio_future_release(future);
	return r;
}

/* In Python it is no error of its own. */
int refused(int r)
{
	return r == WIO_ESHUTDOWN ? RUNTIME_ERROR : r;
}

static void release_pool(void *pool)
{
	wio_executor_release(pool);
}

wio_task *task_with_pool(wio_fn *fn, wio_executor *pool)
{
	wio_task *task;
	wio_create_task(&task, fn, wio_executor_retain(pool),
	                &(wio_task_options){.arg_free = release_pool});
	return task;
}
