// SPDX-License-Identifier: MIT
/*
 * Ten requests, of which no more than three are under way: a semaphore.
 *
 *     10 requests, at most 3 at once
 */
#include <stdio.h>
#include <wasyncio.h>

static wio_semaphore slots = WIO_SEMAPHORE(3);
static int requests, under_way, most;

static int request(void *unused)
{
	(void)unused;
	int r = wio_semaphore_acquire(&slots);
	if (r < 0)
		return r; /* nothing was taken */
	requests++;
	if (++under_way > most)
		most = under_way;
	r = wio_sleep(WIO_MS(2)); /* the answer takes its time */
	under_way--;
	wio_semaphore_release(&slots);
	return r;
}

static int app(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	for (int i = 0; i < 10 && r == 0; i++)
		r = wio_group_create_task(group, NULL, request, NULL, NULL);
	r = wio_group_close(group, r);
	printf("%d requests, at most %d at once\n", requests, most);
	return r;
}

int main(void)
{
	return wio_run(app, NULL);
}
