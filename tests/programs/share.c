// SPDX-License-Identifier: MIT
#include "programs.h"

static int in_lock(wio_lock *lock, const int *op)
{
	int r = wio_lock_acquire(lock);
	if (r < 0)
		return r;
	r = do_all(NULL, op + HEAD, op[BLOCK]);
	int released = wio_lock_release(lock);
	return released < 0 ? released : r < 0 ? r : 0;
}

int share(const int *op)
{
	const int i = op[A];
	int r, released;
	switch (op[CODE]) {
	case LOCK:
		return in_lock(&program.locks[i], op);
	case ACQUIRE:
		return wio_semaphore_acquire(&program.semaphores[i]);
	case RELEASE:
		return wio_semaphore_release(&program.semaphores[i]);
	case SEMAPHORE:
		r = wio_semaphore_acquire(&program.semaphores[i]);
		if (r < 0)
			return r;
		r = do_all(NULL, op + HEAD, op[BLOCK]);
		released = wio_semaphore_release(&program.semaphores[i]);
		return released < 0 ? released : r < 0 ? r : 0;
	case EVENT_WAIT:
		return wio_event_wait(&program.events[i]);
	case EVENT_SET:
		return wio_event_set(&program.events[i]);
	case EVENT_CLEAR:
		return wio_event_clear(&program.events[i]);
	case CONDITION:
		return in_lock(wio_condition_lock(&program.condition), op);
	case CONDITION_WAIT:
		return wio_condition_wait(&program.condition);
	case NOTIFY:
		r = wio_condition_notify(&program.condition, (size_t)op[B]);
		return r < 0 ? r : 0;
	case BARRIER:
		r = wio_barrier_wait(&program.barrier);
		if (r >= 0)
			trace("place", num(r));
		return r < 0 ? r : 0;
	case BARRIER_RESET:
		return wio_barrier_reset(&program.barrier);
	case BARRIER_ABORT:
		return wio_barrier_abort(&program.barrier);
	default:
		return 1;
	}
}

int queue(const int *op)
{
	if (op[CODE] < PUT || op[CODE] > SHUTDOWN)
		return 1;
	wio_queue *queue = program.queues[op[A]];
	int item = op[B], r;
	switch (op[CODE]) {
	case PUT:
		return wio_queue_put(queue, &item);
	case PUT_NOWAIT:
		return wio_queue_put_nowait(queue, &item);
	case GET:
		r = wio_queue_get(queue, &item);
		break;
	case GET_NOWAIT:
		r = wio_queue_get_nowait(queue, &item);
		break;
	case TASK_DONE:
		r = wio_queue_task_done(queue);
		return r < 0 ? WIO_EINVAL : r; /* ValueError */
	case JOIN:
		return wio_queue_join(queue);
	default:
		return wio_queue_shutdown(queue, op[B] & 1);
	}
	if (r == 0)
		trace("item", num(item));
	return r;
}
