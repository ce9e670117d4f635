// SPDX-License-Identifier: MIT
/* Queues, generators, signals. */
#include "cancels.h"

static int gets(void *queue)
{
	int item;
	const int r = wio_queue_get(queue, &item);
	return r < 0 ? r : item;
}

static int puts_seven(void *queue)
{
	const int item = 7;
	return wio_queue_put(queue, &item);
}

static wio_queue *queue_of_one(void)
{
	wio_queue *queue;
	GIVES(
		wio_queue_new(&queue, sizeof(int), &(wio_queue_options){.maxsize = 1}),
		0);
	return queue;
}

ROW(wio_queue_get, no_effect)
{
	wio_queue *queue = queue_of_one();
	wio_task *first = waits(gets, queue, "wio_queue_get");
	wio_task *second = waits(gets, queue, "wio_queue_get");
	/* Woken for an item, and cancelled before it takes it. */
	GIVES(puts_seven(queue), 0);
	GIVES(cancelled(first), WIO_ECANCELED);
	GIVES(wio_await(second, NULL), 7);
	wio_task_release(second);
	GIVES(cancelled(waits(gets, queue, "wio_queue_get")), WIO_ECANCELED);
	GIVES(puts_seven(queue), 0);
	GIVES((long long)wio_queue_size(queue), 1);
	wio_queue_release(queue);
}

ROW(wio_queue_put, no_effect)
{
	wio_queue *queue = queue_of_one();
	GIVES(puts_seven(queue), 0);
	wio_task *first = waits(puts_seven, queue, "wio_queue_put");
	wio_task *second = waits(puts_seven, queue, "wio_queue_put");
	wio_task *third = waits(puts_seven, queue, "wio_queue_put");
	GIVES(cancelled(first), WIO_ECANCELED);
	GIVES((long long)wio_queue_size(queue), 1);
	/* The room that it was woken for is the next one's. */
	GIVES(gets(queue), 7);
	GIVES(cancelled(second), WIO_ECANCELED);
	GIVES(wio_await(third, NULL), 0);
	wio_task_release(third);
	GIVES((long long)wio_queue_size(queue), 1);
	wio_queue_release(queue);
}

static int joins(void *queue)
{
	return wio_queue_join(queue);
}

ROW(wio_queue_join, no_effect)
{
	wio_queue *queue = queue_of_one();
	GIVES(puts_seven(queue), 0);
	wio_task *second = waits(joins, queue, "wio_queue_join");
	GIVES(cancelled(waits(joins, queue, "wio_queue_join")), WIO_ECANCELED);
	GIVES(gets(queue), 7);
	CHECK(!wio_task_done(second));
	GIVES(wio_queue_task_done(queue), 0);
	GIVES(wio_await(second, NULL), 0);
	wio_task_release(second);
	wio_queue_release(queue);
}

/* ---- generators ---- */

/* One item for each that it is asked for, after a wait. */
struct counts {
	int n;
	int ended; /* with what its last call did */
};

static int counts_up(void *arg)
{
	struct counts *counts = arg;
	int r = 0;
	while (r >= 0) {
		r = wio_sleep(WIO_S(1));
		if (r < 0)
			break;
		counts->n++;
		r = wio_generator_yield(&counts->n, NULL);
	}
	counts->ended = r;
	return r;
}

static wio_generator *counter(struct counts *counts)
{
	wio_generator *generator;
	const wio_generator_options options = {.sent_size = sizeof(int)};
	counts->n = counts->ended = 0;
	GIVES(
		wio_generator_new(&generator, sizeof(int), counts_up, counts, &options),
		0);
	return generator;
}

static int asks(void *generator)
{
	int item;
	return wio_generator_next(generator, &item);
}

static int sends(void *generator)
{
	const int value = 1;
	int item;
	return wio_generator_send(generator, &value, &item);
}

static int throws(void *generator)
{
	int item;
	return wio_generator_throw(generator, -5, &item);
}

/* Its code has the cancel, and ends by it. */
static void asked_row(wio_fn *fn, bool begun)
{
	struct counts counts;
	wio_generator *generator = counter(&counts);
	if (begun)
		GIVES(asks(generator), 1);
	GIVES(cancelled(waits(fn, generator, "wio_sleep")), WIO_ECANCELED);
	GIVES(counts.ended, WIO_ECANCELED);
	GIVES(counts.n, begun);
	GIVES(asks(generator), 0);
	wio_generator_release(generator);
}

ROW(wio_generator_next, ended)
{
	asked_row(asks, false);
	asked_row(asks, true);
}

ROW(wio_generator_send, ended)
{
	asked_row(sends, true);
}

/* When it ends it waits. */
static int cleans_up(void *ended)
{
	const int item = 1;
	const int r = wio_generator_yield(&item, NULL);
	*(int *)ended = wio_sleep(WIO_S(1));
	return *(int *)ended < 0 ? *(int *)ended : r;
}

static wio_generator *cleaner(int *ended)
{
	wio_generator *generator;
	GIVES(wio_generator_new(&generator, sizeof(int), cleans_up, ended, NULL),
	      0);
	GIVES(asks(generator), 1);
	return generator;
}

static int closes(void *generator)
{
	return wio_generator_close(generator);
}

static void ended_row(wio_fn *fn)
{
	int ended = 0;
	wio_generator *generator = cleaner(&ended);
	GIVES(cancelled(waits(fn, generator, "wio_sleep")), WIO_ECANCELED);
	GIVES(ended, WIO_ECANCELED);
	GIVES(asks(generator), 0);
	wio_generator_release(generator);
}

ROW(wio_generator_throw, ended)
{
	ended_row(throws);
}

ROW(wio_generator_close, ended)
{
	ended_row(closes);
}

static int asks_and_sleeps(void *generator)
{
	GIVES(asks(generator), 1);
	return sleeps(NULL);
}

/* No task waits in a yield: who has the item is cancelled elsewhere. */
ROW(wio_generator_yield, no_effect)
{
	struct counts counts;
	wio_generator *generator = counter(&counts);
	wio_task *task;
	GIVES(wio_create_task(&task, asks_and_sleeps, generator, NULL), 0);
	GIVES(wio_sleep(WIO_S(2)), 0);
	GIVES(counts.n, 1);
	GIVES(cancelled(task), WIO_ECANCELED);
	GIVES(counts.ended, 0);
	GIVES(asks(generator), 1);
	GIVES(counts.n, 2);
	GIVES(wio_generator_close(generator), 0);
	wio_generator_release(generator);
}

static int shuts_down(void *unused)
{
	(void)unused;
	return wio_shutdown_generators();
}

ROW(wio_shutdown_generators, partial_effect)
{
	int ended[2] = {7, 7};
	wio_generator *first = cleaner(&ended[0]), *second = cleaner(&ended[1]);
	/* The last one is closed first. */
	GIVES(cancelled(waits(shuts_down, NULL, "wio_gather")), WIO_ECANCELED);
	GIVES(ended[1], WIO_ECANCELED);
	GIVES(ended[0], 7);
	GIVES(asks(second), 0);
	GIVES(wio_generator_close(first), 0);
	GIVES(ended[0], 0);
	wio_generator_release(first);
	wio_generator_release(second);
}

static int takes_a_signal(void *signals)
{
	return wio_signals_next(signals);
}

ROW(wio_signals_next, no_effect)
{
	wio_signals *signals;
	GIVES(wio_signals_open(&signals, WIO_SIGNAL_TERMINATE), 0);
	wio_task *first = waits(takes_a_signal, signals, "wio_signals_next");
	wio_task *second = waits(takes_a_signal, signals, "wio_signals_next");
	GIVES(cancelled(first), WIO_ECANCELED);
	GIVES(wio_signal(NULL, WIO_SIGNAL_TERMINATE), 1);
	/* It was called for it, and is cancelled before it takes it. */
	GIVES(cancelled(second), WIO_ECANCELED);
	GIVES(wio_signals_next(signals), WIO_SIGNAL_TERMINATE);
	wio_signals_close(signals);
}
