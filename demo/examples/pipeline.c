// SPDX-License-Identifier: MIT
/*
 * Three stages with a queue between each two.  Who is too fast waits at a queue that
 * is full, so no more than its size is ever in memory.
 *
 *     1 4 9 16 25
 *     at most 2 waited
 */
#include <stdio.h>
#include <wasyncio.h>

static wio_queue *numbers, *squares;
static size_t most;

static int read_numbers(void *unused)
{
	(void)unused;
	int r = 0;
	for (int n = 1; n <= 5 && r == 0; n++) {
		r = wio_queue_put(numbers, &n);
		if (wio_queue_size(numbers) > most)
			most = wio_queue_size(numbers);
	}
	wio_queue_shutdown(numbers, false);
	return r;
}

static int make_squares(void *unused)
{
	(void)unused;
	int n, r;
	while ((r = wio_queue_get(numbers, &n)) == 0) {
		n *= n;
		r = wio_queue_put(squares, &n);
		if (r < 0)
			return r;
	}
	wio_queue_shutdown(squares, false);
	return r == WIO_ESHUTDOWN ? 0 : r;
}

static int write_squares(void *unused)
{
	(void)unused;
	int n, r;
	for (int i = 0; (r = wio_queue_get(squares, &n)) == 0; i++) {
		printf(i ? " %d" : "%d", n);
		r = wio_sleep(WIO_MS(2)); /* it is the slow one */
		if (r < 0)
			return r;
	}
	puts("");
	return r == WIO_ESHUTDOWN ? 0 : r;
}

static int app(void *unused)
{
	(void)unused;
	static wio_fn *const stages[] = {read_numbers, make_squares, write_squares};
	const wio_queue_options small = {.maxsize = 2};
	wio_group *group;
	int r = wio_queue_new(&numbers, sizeof(int), &small);
	if (r == 0)
		r = wio_queue_new(&squares, sizeof(int), &small);
	if (r == 0)
		r = wio_group_open(&group);
	if (r < 0)
		return r;
	for (int i = 0; i < 3 && r == 0; i++)
		r = wio_group_create_task(group, NULL, stages[i], NULL, NULL);
	r = wio_group_close(group, r);
	printf("at most %zu waited\n", most);
	wio_queue_release(numbers);
	wio_queue_release(squares);
	return r;
}

int main(void)
{
	return wio_run(app, NULL);
}
