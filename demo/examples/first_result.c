// SPDX-License-Identifier: MIT
/*
 * Three mirrors are asked at once.  The first answer counts; the others are
 * cancelled, and waited for.
 *
 *     mirror 2 was first
 *     mirror 1 stops
 *     mirror 3 stops
 */
#include <stdint.h>
#include <stdio.h>
#include <wasyncio.h>

static int ask(void *arg)
{
	static const int64_t takes[] = {0, WIO_S(60), WIO_MS(1), WIO_S(60)};
	const int mirror = (int)(intptr_t)arg;
	int r = wio_sleep(takes[mirror]);
	if (r < 0) {
		printf("mirror %d stops\n", mirror);
		return r;
	}
	return mirror;
}

static int app(void *unused)
{
	(void)unused;
	wio_task *tasks[3] = {NULL, NULL, NULL};
	int r = 0;
	for (intptr_t i = 0; i < 3 && r == 0; i++)
		r = wio_create_task(&tasks[i], ask, (void *)(i + 1), NULL);
	if (r == 0)
		r = wio_wait(tasks, 3, WIO_FIRST_COMPLETED, WIO_S(30));
	for (int i = 0; i < 3; i++)
		if (tasks[i] && wio_task_done(tasks[i]))
			printf("mirror %d was first\n", wio_task_result(tasks[i]));
		else if (tasks[i])
			wio_task_cancel(tasks[i], NULL);
	if (r >= 0)
		r = wio_gather(tasks, 3, NULL, true);
	for (int i = 0; i < 3; i++)
		wio_task_release(tasks[i]);
	return r;
}

int main(void)
{
	return wio_run(app, NULL);
}
