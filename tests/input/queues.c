// SPDX-License-Identifier: MIT
#include <string.h>

#include "input.h"
#include "wasyncio.h"

static int compare(const void *a, const void *b)
{
	(void)a;
	(void)b;
	return 0;
}

CASE(queues_that_cannot_be)
{
	wio_queue *queue = (wio_queue *)input_junk;
	REFUSED(wio_queue_new(&queue, 0, NULL), WIO_EINVAL, "item_size is 0");
	CHECK(queue == NULL);
	REFUSED(wio_queue_new(&queue, 4,
	                      &(wio_queue_options){.lifo = true, .compare = compare}),
	        WIO_EINVAL, "lifo with compare");
	STARVES(wio_queue_new(&queue, 4, NULL));
	CHECK(queue == NULL);
}

static void refuses(wio_queue *none, const char *text)
{
	int item = 0;
	REFUSED(wio_queue_put(none, &item), WIO_EINVAL, text);
	REFUSED(wio_queue_put_nowait(none, &item), WIO_EINVAL, text);
	REFUSED(wio_queue_get(none, &item), WIO_EINVAL, text);
	REFUSED(wio_queue_get_nowait(none, &item), WIO_EINVAL, text);
	REFUSED(wio_queue_task_done(none), WIO_EINVAL, text);
	REFUSED(wio_queue_join(none), WIO_EINVAL, text);
	REFUSED(wio_queue_shutdown(none, true), WIO_EINVAL, text);
	CHECK(wio_queue_empty(none) && !wio_queue_full(none));
	CHECK(!wio_queue_size(none) && !wio_queue_maxsize(none));
	CHECK(wio_queue_retain(none) == NULL);
	wio_queue_release(none);
}

CASE(queues_that_are_none)
{
	refuses(NULL, "not a queue, but NULL");
	refuses((wio_queue *)input_junk, "not a queue");
}

CASE(queues_in_a_wrong_state)
{
	wio_queue *queue;
	int item = 7;
	GIVES(wio_queue_new(&queue, sizeof item,
	                    &(wio_queue_options){.maxsize = 1,
	                                         .item_free = input_free}),
	      0);
	REFUSED(wio_queue_get_nowait(queue, &item), WIO_EEMPTY, "the queue is empty");
	REFUSED(wio_queue_get(queue, &item), WIO_ENOSUSPEND, "only a task can wait");
	REFUSED(wio_queue_task_done(queue), WIO_ESTATE, "called too often");
	GIVES(wio_queue_join(queue), 0);
	STARVES(wio_queue_put(queue, &item));
	STARVES(wio_queue_put_nowait(queue, &item));
	GIVES(wio_queue_join(queue), 0);
	GIVES(wio_queue_put(queue, &item), 0);
	REFUSED(wio_queue_put_nowait(queue, &item), WIO_EFULL, "the queue is full");
	REFUSED(wio_queue_put(queue, &item), WIO_ENOSUSPEND, "only a task can wait");
	REFUSED(wio_queue_join(queue), WIO_ENOSUSPEND, "only a task can wait");
	GIVES(input_freed(), 0);
	GIVES(wio_queue_shutdown(queue, true), 0);
	GIVES(input_freed(), 1);
	REFUSED(wio_queue_put(queue, &item), WIO_ESHUTDOWN, "was shut down");
	REFUSED(wio_queue_put_nowait(queue, &item), WIO_ESHUTDOWN, "was shut down");
	REFUSED(wio_queue_get(queue, &item), WIO_ESHUTDOWN, "was shut down");
	REFUSED(wio_queue_get_nowait(queue, &item), WIO_ESHUTDOWN, "was shut down");
	CHECK(!strcmp(wio_strerror_name(WIO_ESHUTDOWN), "WIO_ESHUTDOWN"));
	wio_queue_release(queue);
}

/* What is left goes with the queue, and what was taken does not. */
CASE(queue_of_what_is_owned)
{
	wio_queue *queue;
	int item = 0;
	GIVES(wio_queue_new(&queue, sizeof item,
	                    &(wio_queue_options){.item_free = input_free}),
	      0);
	for (int i = 0; i < 20; i++)
		GIVES(wio_queue_put_nowait(queue, &i), 0);
	for (int i = 0; i < 60; i++) {
		GIVES(wio_queue_get_nowait(queue, &item), 0);
		GIVES(item, i);
		GIVES(wio_queue_put_nowait(queue, &(int){20 + i}), 0);
	}
	GIVES(wio_queue_get_nowait(queue, &item), 0);
	GIVES(item, 60);
	wio_queue_retain(queue);
	wio_queue_release(queue);
	GIVES(input_freed(), 0);
	wio_queue_release(queue);
	GIVES(input_freed(), 19);
}

/* ---- what is left, by an item_free that uses the queue ---- */

static wio_queue *emptied;
static int seen;

static void looks_again(void *item)
{
	int other = 0;
	seen = 10 * seen + *(int *)item;
	REFUSED(wio_queue_get_nowait(emptied, &other), WIO_ESHUTDOWN, "shut down");
	REFUSED(wio_queue_put_nowait(emptied, &other), WIO_ESHUTDOWN, "shut down");
	GIVES(wio_queue_shutdown(emptied, true), 0);
	/* With the last item the queue goes, too. */
	if (*(int *)item == 1)
		wio_queue_release(emptied);
}

static int backwards(const void *a, const void *b)
{
	return *(const int *)b - *(const int *)a;
}

CASE(queues_emptied_by_who_looks)
{
	GIVES(wio_queue_new(&emptied, sizeof(int),
	                    &(wio_queue_options){.compare = backwards,
	                                         .item_free = looks_again}),
	      0);
	for (int i = 1; i <= 3; i++)
		GIVES(wio_queue_put_nowait(emptied, &i), 0);
	seen = 0;
	GIVES(wio_queue_shutdown(emptied, true), 0);
	GIVES(seen, 321);
}

/* ---- who waits holds it ---- */

static int gets(void *queue)
{
	int item;
	return wio_queue_get(queue, &item);
}

static int lets_go(void *unused)
{
	(void)unused;
	wio_queue *queue;
	wio_task *task;
	int r = 0;
	GIVES(wio_queue_new(&queue, sizeof(int), NULL), 0);
	GIVES(wio_create_task(&task, gets, queue, NULL), 0);
	GIVES(wio_yield(), 0);
	wio_queue_release(queue);
	GIVES(wio_task_cancel(task, NULL), 1);
	GIVES(wio_await(task, &r), 0);
	GIVES(r, WIO_ECANCELED);
	wio_task_release(task);
	return 0;
}

CASE(queue_released_while_waited_for)
{
	GIVES(input_run(lets_go), 0);
}
