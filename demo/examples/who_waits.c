// SPDX-License-Identifier: MIT
/*
 * Two tasks take two locks, each in its own order, and wait for each other.  When
 * nothing moves any more, the program asks who waits for whom.
 *
 *     * task 'order', in wio_lock_acquire, held by task 'delivery'
 *       + awaited by:
 *         * task 'delivery', in wio_lock_acquire, held by task 'order'
 *           + awaited by:
 *             * task 'order' by wio_lock_acquire: a cycle, it waits for itself
 */
#include <stdio.h>
#include <wasyncio.h>

static wio_lock stock, lorry;

static int take_both(wio_lock *first, wio_lock *second)
{
	int r = wio_lock_acquire(first);
	if (r < 0)
		return r;
	r = wio_yield(); /* something is done with it */
	if (r == 0)
		r = wio_lock_acquire(second);
	if (r == 0)
		wio_lock_release(second);
	wio_lock_release(first);
	return r;
}

static int order(void *unused)
{
	(void)unused;
	return take_both(&stock, &lorry);
}

static int delivery(void *unused)
{
	(void)unused;
	return take_both(&lorry, &stock);
}

static int app(void *unused)
{
	(void)unused;
	wio_task *tasks[2] = {NULL, NULL};
	int r = wio_create_task(&tasks[0], order, NULL,
	                        &(wio_task_options){.name = "order"});
	if (r == 0)
		r = wio_create_task(&tasks[1], delivery, NULL,
		                    &(wio_task_options){.name = "delivery"});
	if (r == 0)
		r = wio_wait(tasks, 2, WIO_FIRST_COMPLETED, WIO_MS(20));
	if (r == 0) {
		/* wio_print_call_graph writes the same to the log. */
		char text[512];
		wio_format_call_graph(wio_task_future(tasks[0]), text, sizeof text);
		fputs(text, stdout);
	}
	for (int i = 0; i < 2; i++) {
		if (tasks[i])
			wio_task_cancel(tasks[i], NULL);
		wio_task_release(tasks[i]);
	}
	return r < 0 ? r : 0;
}

int main(void)
{
	return wio_run(app, NULL);
}
