// SPDX-License-Identifier: MIT
/*
 * A server is told to stop: it takes nothing new, ends what it has begun, and gives up
 * what takes longer than its grace.
 *
 *     request 1 is answered
 *     stopping: no more requests
 *     request 2 is answered
 *     request 3 is given up
 *     stopped
 */
#include <stdio.h>
#include <wasyncio.h>

static wio_queue *requests;

static int answer(void *arg)
{
	static const int64_t takes[] = {0, WIO_MS(1), WIO_MS(200), WIO_S(60)};
	const int n = *(int *)arg;
	int r = wio_sleep(takes[n]);
	if (r == WIO_ECANCELED)
		printf("request %d is given up\n", n);
	else if (r == 0)
		printf("request %d is answered\n", n);
	return r;
}

/* Until the queue is shut down, and empty. */
static int serve(wio_group *group)
{
	int n, r;
	while ((r = wio_queue_get(requests, &n)) == 0) {
		r = wio_group_create_task(group, NULL, answer, &n,
		                          &(wio_task_options){.arg_size = sizeof n});
		if (r < 0)
			return r;
	}
	return r == WIO_ESHUTDOWN ? 0 : r;
}

/* In place of a signal. */
static int stop(void *unused)
{
	(void)unused;
	puts("stopping: no more requests");
	return wio_queue_shutdown(requests, false);
}

static int app(void *unused)
{
	(void)unused;
	wio_timeout *grace;
	wio_group *group;
	int r = wio_queue_new(&requests, sizeof(int), NULL);
	for (int n = 1; n <= 3 && r == 0; n++)
		r = wio_queue_put_nowait(requests, &n);
	if (r == 0)
		r = wio_loop_call_later(wio_get_running_loop(), WIO_MS(100), stop, NULL, NULL,
		                        NULL);
	if (r == 0)
		r = wio_timeout_open(&grace, WIO_FOREVER);
	if (r < 0) {
		wio_queue_release(requests);
		return r;
	}
	r = wio_group_open(&group);
	if (r == 0) {
		r = serve(group);
		if (r == 0)
			r = wio_timeout_reschedule(
			    grace, wio_loop_time(wio_get_running_loop()) + WIO_MS(500));
		r = wio_group_close(group, r);
	}
	r = wio_timeout_close(grace, r);
	if (r == WIO_ETIMEDOUT)
		r = 0; /* those that were left are cancelled, and have ended */
	puts("stopped");
	wio_queue_release(requests);
	return r;
}

int main(void)
{
	return wio_run(app, NULL);
}
