// SPDX-License-Identifier: MIT
/*
 * Queues: values that go from tasks to tasks.  A queue belongs to one thread; where tasks
 * of another wait in it, what would wake them is refused with WIO_EOTHERLOOP and changes
 * nothing.  wio_loop_call_soon_threadsafe leads to its thread.
 */
#ifndef WASYNCIO_QUEUE_H
#define WASYNCIO_QUEUE_H

#include "types.h"

WIO_BEGIN

/* Items of one size, copied in and out.
 * Mirrors: asyncio.Queue, LifoQueue, PriorityQueue. */
typedef struct wio_queue wio_queue;

/* Below zero: a comes out before b.  It cannot wait, and does not use the queue. */
typedef int wio_compare_fn(const void *a, const void *b);

typedef struct wio_queue_options {
	size_t maxsize;          /* items; 0: any number */
	bool lifo;               /* the last in comes out first (LifoQueue) */
	wio_compare_fn *compare; /* the least comes out first (PriorityQueue) */
	wio_free_fn *item_free;  /* called with each item that nobody took: that is left
	                          * in the queue at its end or at an immediate
	                          * shutdown; it cannot wait, it may use the queue,
	                          * which is empty by then, and the item's own memory is
	                          * the queue's */
} wio_queue_options;

/*
 * Make a queue for items of so many bytes.
 * Owns: the caller has one reference.
 * Mirrors: asyncio.Queue, LifoQueue, PriorityQueue.
 * [never suspends] [0, WIO_EINVAL item_size is 0, or lifo with compare, WIO_ENOMEM]
 */
int wio_queue_new(wio_queue **out, size_t item_size,
                  const wio_queue_options *options) WIO_NONNULL(1);

/*
 * Put a copy of *item in; while the queue is full, wait.
 * Owns: what the item owns is the queue's once this has returned 0.
 * Cancelled: no effect; it is not in.
 * Mirrors: Queue.put.
 * [suspends] [0, the errors of wio_waiters_wait, WIO_ESHUTDOWN, WIO_EINVAL,
 * WIO_ENOMEM]
 */
int wio_queue_put(wio_queue *queue, const void *item) WIO_NONNULL(2);

/* The same, but for waiting.
 * Owns: as wio_queue_put.
 * Mirrors: Queue.put_nowait.
 * [never suspends] [0, WIO_EFULL, WIO_ESHUTDOWN, WIO_EINVAL, WIO_EOTHERLOOP,
 * WIO_ENOMEM] */
int wio_queue_put_nowait(wio_queue *queue, const void *item) WIO_NONNULL(2);

/*
 * Take the next item out, into *item; while the queue is empty, wait.
 * Owns: what the item owns is the caller's.
 * Cancelled: no effect; nothing was taken.
 * Mirrors: Queue.get.
 * [suspends] [0, the errors of wio_waiters_wait, WIO_ESHUTDOWN and it is empty,
 * WIO_EINVAL]
 */
int wio_queue_get(wio_queue *queue, void *item) WIO_NONNULL(2);

/* The same, but for waiting.
 * Owns: as wio_queue_get.
 * Mirrors: Queue.get_nowait.
 * [never suspends] [0, WIO_EEMPTY, WIO_ESHUTDOWN and it is empty, WIO_EINVAL,
 * WIO_EOTHERLOOP] */
int wio_queue_get_nowait(wio_queue *queue, void *item) WIO_NONNULL(2);

/*
 * Say that an item that was taken out is dealt with.
 * Mirrors: Queue.task_done.
 * [never suspends] [0, WIO_ESTATE once more often than there were items, WIO_EINVAL,
 * WIO_EOTHERLOOP]
 */
int wio_queue_task_done(wio_queue *queue);

/*
 * Wait until all items that were put in are dealt with.
 * Cancelled: no effect.
 * Mirrors: Queue.join.
 * [suspends] [0, the errors of wio_waiters_wait, WIO_EINVAL]
 */
int wio_queue_join(wio_queue *queue);

/*
 * From now on nothing goes in, and when it is empty nothing comes out: who waits for
 * that, or comes, gets WIO_ESHUTDOWN.  immediate: what is in it goes now, and
 * counts as dealt with.
 * Mirrors: Queue.shutdown.
 * [never suspends] [0, WIO_EINVAL, WIO_EOTHERLOOP]
 */
int wio_queue_shutdown(wio_queue *queue, bool immediate);

/* How many items are in it.
 * Mirrors: Queue.qsize.  [never suspends] [cannot fail] */
size_t wio_queue_size(const wio_queue *queue);

/* How many items it has room for; 0: any number.
 * Units: items.
 * Mirrors: Queue.maxsize.  [never suspends] [cannot fail] */
size_t wio_queue_maxsize(const wio_queue *queue);

/* True when nothing is in it.
 * Mirrors: Queue.empty.  [never suspends] [cannot fail] */
bool wio_queue_empty(const wio_queue *queue);

/* True when it has as many items as it has room for.
 * Mirrors: Queue.full.  [never suspends] [cannot fail] */
bool wio_queue_full(const wio_queue *queue);

/* One more reference; returns its argument.  [never suspends] [cannot fail] */
wio_queue *wio_queue_retain(wio_queue *queue);

/* One reference less; NULL is ignored.  The last one frees it, with what is in it.
 * Whoever waits in it has a reference.  [never suspends] [cannot fail] */
void wio_queue_release(wio_queue *queue);

WIO_END
#endif
