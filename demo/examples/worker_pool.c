// SPDX-License-Identifier: MIT
/*
 * Three workers take jobs from one queue.  The queue is shut down when all jobs are
 * in: each worker is told so once there are none left.
 *
 *     12 jobs done, 78 in all
 */
#include <stdio.h>
#include <wasyncio.h>

enum { WORKERS = 3, JOBS = 12 };

static wio_queue *jobs;
static int done, sum;

static int worker(void *unused)
{
	(void)unused;
	int job, r;
	while ((r = wio_queue_get(jobs, &job)) == 0) {
		r = wio_sleep(WIO_MS(job)); /* the work */
		if (r < 0)
			return r;
		done++;
		sum += job;
	}
	return r == WIO_ESHUTDOWN ? 0 : r;
}

static int app(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_queue_new(&jobs, sizeof(int), NULL);
	if (r < 0)
		return r;
	r = wio_group_open(&group);
	for (int i = 0; i < WORKERS && r == 0; i++)
		r = wio_group_create_task(group, NULL, worker, NULL, NULL);
	for (int job = 1; job <= JOBS && r == 0; job++)
		r = wio_queue_put(jobs, &job);
	wio_queue_shutdown(jobs, false);
	r = wio_group_close(group, r);
	printf("%d jobs done, %d in all\n", done, sum);
	wio_queue_release(jobs);
	return r;
}

int main(void)
{
	return wio_run(app, NULL);
}
