// SPDX-License-Identifier: MIT
#include "core/call.h"
#include "core/misuse.h"
#include "core/wait.h"
#include "queue/order.h"
#include "wasyncio/error.h"
#include "wasyncio/queue.h"
#include "wasyncio/sync.h"

struct wio_queue {
	struct wio__object object;
	unsigned inside; /* tasks that wait in it, each with a reference */
	wio_queue_options options;
	struct wio__items items;
	size_t unfinished;
	bool shut;
	wio_waiters getters;
	wio_waiters putters;
	wio_event finished;
};

static const wio_error_entry errors[] = {
    WIO_ERRORS_OF_QUEUES(WIO_ERROR_ENTRY)
    WIO_ERRORS_OF_SHUTDOWNS(WIO_ERROR_ENTRY)
};

static const struct wio__noun noun = {WIO__QUEUE, "queue", "released"};

static int refuse(const wio_queue *queue, const char *who)
{
	return wio__noun_raise(queue, &noun, who);
}

/* The same where no error can be returned. */
static bool is_queue(const wio_queue *queue, const char *who)
{
	return wio__is(queue, WIO__QUEUE) || wio__noun_report(queue, &noun, who);
}

int wio_queue_new(wio_queue **out, size_t item_size,
                  const wio_queue_options *options)
{
	*out = NULL;
	const wio_queue_options given = options ? *options : (wio_queue_options){0};
	if (!item_size)
		return wio_raise(WIO_EINVAL, "wio_queue_new: item_size is 0");
	if (given.lifo && given.compare)
		return wio_raise(WIO_EINVAL, "wio_queue_new: lifo with compare");
	wio_queue *queue = wio__zalloc(sizeof *queue);
	if (!queue)
		return WIO_ENOMEM;
	wio_register_errors(errors, sizeof errors / sizeof *errors);
	queue->object.kind = WIO__QUEUE;
	queue->object.refs = 1;
	queue->options = given;
	queue->items.item_size = item_size;
	queue->items.lifo = given.lifo;
	queue->items.compare = given.compare;
	queue->finished.is_set = true;
	queue->getters.call = "wio_queue_get";
	queue->putters.call = "wio_queue_put";
	queue->finished.waiters.call = "wio_queue_join";
	*out = queue;
	return 0;
}

wio_queue *wio_queue_retain(wio_queue *queue)
{
	if (!is_queue(queue, "wio_queue_retain"))
		return NULL;
	queue->object.refs++;
	return queue;
}

/* What is left in it goes.  None of it is found by an item_free that uses the queue, or
 * lets go of it. */
static void clear(wio_queue *queue)
{
	wio_free_fn *item_free = queue->options.item_free;
	struct wio__items left = wio__items_take(&queue->items);
	for (; item_free && left.count > 0; wio__items_drop(&left))
		wio__value_call(item_free, wio__items_next(&left));
	wio__items_fini(&left);
}

static void release(wio_queue *queue)
{
	if (--queue->object.refs > 0)
		return;
	clear(queue);
	wio__object_free(queue, sizeof *queue, WIO__QUEUE, NULL);
}

void wio_queue_release(wio_queue *queue)
{
	static const char who[] = "wio_queue_release";
	if (!queue || !is_queue(queue, who))
		return;
	if (queue->object.refs == queue->inside)
		wio__noun_release(&noun, "is waited in", who);
	else
		release(queue);
}

/* Around what waits in it: a task that is left for good is so before it holds it. */
static int enter(wio_queue *queue)
{
	int r = wio__wait_check_end();
	if (r < 0)
		return r;
	queue->object.refs++;
	queue->inside++;
	return 0;
}

static int leave(wio_queue *queue, int r)
{
	queue->inside--;
	release(queue);
	return r;
}

/* ---- asking ---- */

static bool is_empty(const wio_queue *queue)
{
	return queue->items.count == 0;
}

static bool is_full(const wio_queue *queue)
{
	const size_t maxsize = queue->options.maxsize;
	return maxsize > 0 && queue->items.count >= maxsize;
}

size_t wio_queue_size(const wio_queue *queue)
{
	return is_queue(queue, "wio_queue_size") ? queue->items.count : 0;
}

size_t wio_queue_maxsize(const wio_queue *queue)
{
	return is_queue(queue, "wio_queue_maxsize") ? queue->options.maxsize : 0;
}

bool wio_queue_empty(const wio_queue *queue)
{
	return !is_queue(queue, "wio_queue_empty") || is_empty(queue);
}

bool wio_queue_full(const wio_queue *queue)
{
	return is_queue(queue, "wio_queue_full") && is_full(queue);
}

/* Mostly nobody waits on one of the two sides.  Done before anything changes, since it
 * is refused where another thread waits.  [0 or 1, WIO_EOTHERLOOP] */
static inline int wake(wio_waiters *waiters)
{
	return waiters->asleep ? wio_waiters_wake(waiters) : 0;
}

/* ---- putting ---- */

static int raise_shut(const char *who)
{
	return wio_raise(WIO_ESHUTDOWN, "%s: the queue was shut down", who);
}

static int put(wio_queue *queue, const void *item, const char *who)
{
	if (queue->shut)
		return raise_shut(who);
	if (is_full(queue))
		return wio_raise(WIO_EFULL, "%s: the queue is full", who);
	int r = wio__items_reserve(&queue->items);
	if (r >= 0)
		r = wake(&queue->getters);
	if (r < 0)
		return r;
	wio__items_add(&queue->items, item);
	if (queue->unfinished++ == 0)
		wio_event_clear(&queue->finished);
	return 0;
}

/* Wait until the queue may have changed.  One that was woken and cannot use it, and
 * may the next, calls that. */
static int wait_in(wio_queue *queue, wio_waiters *waiters,
                   bool (*in_vain)(const wio_queue *))
{
	bool woken;
	int r = wio_waiters_wait(waiters, &woken);
	if (r < 0 && woken && !in_vain(queue))
		wio_waiters_wake(waiters);
	return r;
}

/* Until it is not as in_vain says, or was shut down, or the wait fails. */
static int wait_until(wio_queue *queue, wio_waiters *waiters,
                      bool (*in_vain)(const wio_queue *))
{
	int r = 0;
	while (r == 0 && in_vain(queue) && !queue->shut)
		r = wait_in(queue, waiters, in_vain);
	return r;
}

int wio_queue_put(wio_queue *queue, const void *item)
{
	static const char who[] = "wio_queue_put";
	if (!wio__is(queue, WIO__QUEUE))
		return refuse(queue, who);
	if (!is_full(queue) || queue->shut)
		return put(queue, item, who);
	int r = enter(queue);
	if (r < 0)
		return r;
	r = wait_until(queue, &queue->putters, is_full);
	return leave(queue, r == 0 ? put(queue, item, who) : r);
}

int wio_queue_put_nowait(wio_queue *queue, const void *item)
{
	static const char who[] = "wio_queue_put_nowait";
	return wio__is(queue, WIO__QUEUE) ? put(queue, item, who) : refuse(queue, who);
}

/* ---- getting ---- */

static int get(wio_queue *queue, void *item, const char *who)
{
	if (is_empty(queue))
		return queue->shut ? raise_shut(who)
		                   : wio_raise(WIO_EEMPTY, "%s: the queue is empty", who);
	int r = wake(&queue->putters);
	if (r < 0)
		return r;
	wio__copy(item, wio__items_next(&queue->items), queue->items.item_size);
	wio__items_drop(&queue->items);
	return 0;
}

int wio_queue_get(wio_queue *queue, void *item)
{
	static const char who[] = "wio_queue_get";
	if (!wio__is(queue, WIO__QUEUE))
		return refuse(queue, who);
	if (!is_empty(queue) || queue->shut)
		return get(queue, item, who);
	int r = enter(queue);
	if (r < 0)
		return r;
	r = wait_until(queue, &queue->getters, is_empty);
	return leave(queue, r == 0 ? get(queue, item, who) : r);
}

int wio_queue_get_nowait(wio_queue *queue, void *item)
{
	static const char who[] = "wio_queue_get_nowait";
	return wio__is(queue, WIO__QUEUE) ? get(queue, item, who) : refuse(queue, who);
}

/* ---- the end of the work ---- */

int wio_queue_task_done(wio_queue *queue)
{
	if (!wio__is(queue, WIO__QUEUE))
		return refuse(queue, "wio_queue_task_done");
	if (queue->unfinished == 0)
		return wio_raise(WIO_ESTATE, "wio_queue_task_done: called too often");
	int r = queue->unfinished == 1 ? wio_event_set(&queue->finished) : 0;
	if (r == 0)
		queue->unfinished--;
	return r;
}

int wio_queue_join(wio_queue *queue)
{
	if (!wio__is(queue, WIO__QUEUE))
		return refuse(queue, "wio_queue_join");
	if (queue->unfinished == 0)
		return 0;
	int r = enter(queue);
	return r < 0 ? r : leave(queue, wio_event_wait(&queue->finished));
}

int wio_queue_shutdown(wio_queue *queue, bool immediate)
{
	if (!wio__is(queue, WIO__QUEUE))
		return refuse(queue, "wio_queue_shutdown");
	const size_t dropped = immediate ? queue->items.count : 0;
	int r = 0;
	if (immediate && queue->unfinished <= dropped)
		r = wio_event_set(&queue->finished);
	if (r >= 0)
		r = wio_waiters_wake_all(&queue->getters);
	if (r >= 0)
		r = wio_waiters_wake_all(&queue->putters);
	if (r < 0)
		return r;
	queue->shut = true;
	queue->unfinished -= dropped < queue->unfinished ? dropped : queue->unfinished;
	if (immediate)
		clear(queue);
	return 0;
}
