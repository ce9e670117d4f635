// SPDX-License-Identifier: MIT
/* What tasks share, and waits for several: calls that wait. */
#include "calls.h"

#include <string.h>

enum { QUEUES = 2, SHARED = 2 };

static wio_queue *queues[QUEUES];
static wio_lock locks[SHARED];
static wio_event events[SHARED];
static wio_semaphore semaphores[SHARED];
static wio_condition condition;
static wio_barrier barrier;
static wio_limiter limiter;

static int compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

void shared_begin(void)
{
	memset(locks, 0, sizeof locks);
	memset(events, 0, sizeof events);
	semaphores[0] = (wio_semaphore)WIO_SEMAPHORE(1);
	semaphores[1] = (wio_semaphore)WIO_BOUNDED_SEMAPHORE(2);
	condition = (wio_condition){.lock = &locks[1]};
	barrier = (wio_barrier)WIO_BARRIER(2);
	limiter = (wio_limiter)WIO_LIMITER(2);
	for (int i = 0; i < QUEUES; i++)
		if (wio_queue_new(&queues[i], sizeof(int),
		                  &(wio_queue_options){.maxsize = 1 + (size_t)i,
		                                       .compare = i ? compare : NULL}) < 0)
			finding("no queue before the program");
}

void shared_end(void)
{
	for (int i = 0; i < QUEUES; i++)
		wio_queue_release(queues[i]);
}

/* ---- locks and the like ---- */

static void call_lock(struct frame *frame)
{
	const unsigned byte = take();
	wio_lock *lock = &locks[byte % SHARED];
	int r = wio_lock_acquire(lock);
	if (r == 0 && !wio_lock_locked(lock))
		finding("a lock that was taken is not locked");
	if (r == 0 && byte & 4) {
		took(frame, play_inner(frame));
		wio_lock_release(lock);
		return;
	}
	took(frame, r);
}

static void call_event_wait(struct frame *frame)
{
	took(frame, wio_event_wait(&events[take() % SHARED]));
}

static void call_semaphore(struct frame *frame)
{
	took(frame, wio_semaphore_acquire(&semaphores[take() % SHARED]));
}

static bool by_the_input(void *unused)
{
	(void)unused;
	return !input_left() || take() % 2;
}

static void call_condition(struct frame *frame)
{
	const unsigned byte = take();
	int r = wio_lock_acquire(wio_condition_lock(&condition));
	if (r < 0) {
		took(frame, r);
		return;
	}
	r = byte & 1 ? wio_condition_wait(&condition)
	             : wio_condition_wait_for(&condition, by_the_input, NULL);
	if (wio_lock_release(wio_condition_lock(&condition)) < 0 && !(byte & 2) && r == 0)
		finding("who had waited for a condition has its lock no more");
	took(frame, r);
}

static void call_barrier(struct frame *frame)
{
	int r = 0;
	switch (take() % 8) {
	case 0:
		r = wio_barrier_reset(&barrier);
		break;
	case 1:
		r = wio_barrier_abort(&barrier);
		break;
	default:
		r = wio_barrier_wait(&barrier);
		if (r >= wio_barrier_parties(&barrier))
			finding("there is no place %d at the barrier", r);
	}
	took(frame, r);
}

static void call_limiter(struct frame *frame)
{
	static wio_task *borrowers[8];
	wio_loan loan = {0};
	int r = wio_limiter_acquire(&limiter, &loan);
	if (r == 0) {
		if (wio_limiter_borrowers(&limiter, borrowers, 8) < 1)
			finding("nobody borrows");
		r = play_inner(frame);
		if (wio_limiter_release(&limiter, &loan) < 0)
			finding("a loan was not taken back");
	}
	took(frame, r);
}

/* ---- queues ---- */

static void call_put(struct frame *frame)
{
	const unsigned byte = take();
	const int item = (int)byte;
	took(frame, wio_queue_put(queues[byte % QUEUES], &item));
}

static void call_get(struct frame *frame)
{
	int item = -1, r = wio_queue_get(queues[take() % QUEUES], &item);
	if (r == 0 && item < 0)
		finding("an item was got, and is none");
	took(frame, r);
}

static void call_join(struct frame *frame)
{
	took(frame, wio_queue_join(queues[take() % QUEUES]));
}

/* ---- for several ---- */

enum { MOST = TASKS };

/* Those of a set that there are; the caller among them is refused. */
static size_t choose(wio_task **tasks)
{
	const unsigned set = take();
	size_t n = 0;
	for (int i = 0; i < TASKS; i++)
		if (objects.tasks[i] && set >> i & 1)
			tasks[n++] = objects.tasks[i];
	return n;
}

static int64_t patience(void)
{
	const unsigned byte = take();
	return byte & 8 ? WIO_FOREVER : TICKS(byte % 8);
}

static void call_gather(struct frame *frame)
{
	wio_task *tasks[MOST];
	int results[MOST];
	const size_t n = choose(tasks);
	took(frame, wio_gather(tasks, n, take() % 2 ? results : NULL, take() % 2));
}

static void call_wait(struct frame *frame)
{
	wio_task *tasks[MOST];
	const size_t n = choose(tasks);
	const enum wio_return_when when = (enum wio_return_when)(take() % 3);
	int r = wio_wait(tasks, n, when, patience());
	if (r > (int)n)
		finding("%d of %zu are done", r, n);
	took(frame, r);
}

static void call_wait_for(struct frame *frame)
{
	wio_task *task = *some_task();
	int result;
	const unsigned byte = take();
	if (!task)
		return;
	if (byte % 4 == 0)
		took(frame, wio_task_stop(task, patience()));
	else if (byte % 4 == 1)
		took(frame, wio_shield(task, &result));
	else
		took(frame, wio_wait_for(task, patience(), byte & 4 ? &result : NULL));
}

static void call_as_completed(struct frame *frame)
{
	wio_task *tasks[MOST], *task;
	wio_as_completed *each;
	const size_t n = choose(tasks);
	int r = wio_as_completed_open(&each, tasks, n, patience());
	if (r < 0) {
		took(frame, r);
		return;
	}
	for (size_t i = 0; (r = wio_as_completed_next(each, &task)) > 0; i++) {
		if (i == n || !wio_task_done(task))
			finding("one more was completed than there are, or is not done");
		if (take() % 4 == 0)
			break;
	}
	wio_as_completed_close(each);
	took(frame, r);
}

const struct call shared_calls[] = {
	CALL(lock), CALL(event_wait), CALL(semaphore), CALL(condition), CALL(barrier),
	CALL(limiter), CALL(put), CALL(get), CALL(join), CALL(gather), CALL(wait),
	CALL(wait_for), CALL(as_completed),
};
const size_t shared_call_count = sizeof shared_calls / sizeof *shared_calls;

/* ---- what does not wait ---- */

static void call_let_go(struct frame *frame)
{
	const unsigned byte = take();
	const int i = byte % SHARED, item = (int)byte;
	int got;
	switch (byte / 16) {
	case 0:
		wio_lock_release(&locks[i]);
		break;
	case 1:
		wio_event_set(&events[i]);
		break;
	case 2:
		wio_event_clear(&events[i]);
		break;
	case 3:
		wio_semaphore_release(&semaphores[i]);
		break;
	case 4:
		wio_condition_notify(&condition, byte % 4);
		break;
	case 5:
		wio_condition_notify_all(&condition);
		break;
	case 6:
		wio_limiter_set_total(&limiter, byte % 4);
		break;
	case 7:
	case 8:
		took(frame, wio_queue_put_nowait(queues[i], &item));
		break;
	case 9:
		took(frame, wio_queue_get_nowait(queues[i], &got));
		break;
	case 10:
		wio_queue_task_done(queues[i]);
		break;
	case 11:
		if (byte % 4 == 0)
			wio_queue_shutdown(queues[i], byte & 8);
		break;
	case 12:
		if (wio_queue_size(queues[i]) > wio_queue_maxsize(queues[i]) ||
		    wio_queue_empty(queues[i]) != (wio_queue_size(queues[i]) == 0))
			finding("a queue of %zu", wio_queue_size(queues[i]));
		break;
	default:
		if (wio_barrier_n_waiting(&barrier) > wio_barrier_parties(&barrier) ||
		    (wio_barrier_broken(&barrier) && wio_barrier_n_waiting(&barrier) &&
		     !barrier.count))
			finding("too many wait at the barrier");
		wio_limiter_statistics(&limiter);
		wio_event_is_set(&events[i]);
		wio_semaphore_locked(&semaphores[i]);
		wio_queue_full(queues[i]);
	}
}

const struct call sharing_calls[] = {CALL(let_go)};
