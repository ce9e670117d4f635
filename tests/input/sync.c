// SPDX-License-Identifier: MIT
/* What tasks share, misused. */
#include <limits.h>
#include <string.h>

#include "input.h"
#include "wasyncio.h"

static bool never(void *unused)
{
	(void)unused;
	return false;
}

CASE(sync_of_null)
{
	REFUSED(wio_waiters_wait(NULL, NULL), WIO_EINVAL, "waiters is NULL");
	REFUSED(wio_waiters_wake(NULL), WIO_EINVAL, "waiters is NULL");
	REFUSED(wio_waiters_wake_all(NULL), WIO_EINVAL, "waiters is NULL");
	REFUSED(wio_lock_acquire(NULL), WIO_EINVAL, "lock is NULL");
	REFUSED(wio_lock_release(NULL), WIO_EINVAL, "lock is NULL");
	REFUSED(wio_event_wait(NULL), WIO_EINVAL, "event is NULL");
	REFUSED(wio_event_set(NULL), WIO_EINVAL, "event is NULL");
	REFUSED(wio_event_clear(NULL), WIO_EINVAL, "event is NULL");
	REFUSED(wio_condition_wait(NULL), WIO_EINVAL, "condition is NULL");
	REFUSED(wio_condition_wait_for(NULL, never, NULL), WIO_EINVAL,
	        "condition is NULL");
	REFUSED(wio_condition_wait_for(&(wio_condition){0}, NULL, NULL), WIO_EINVAL,
	        "predicate is NULL");
	REFUSED(wio_condition_notify(NULL, 1), WIO_EINVAL, "condition is NULL");
	REFUSED(wio_condition_notify_all(NULL), WIO_EINVAL, "condition is NULL");
	REFUSED(wio_semaphore_acquire(NULL), WIO_EINVAL, "semaphore is NULL");
	REFUSED(wio_semaphore_release(NULL), WIO_EINVAL, "semaphore is NULL");
	REFUSED(wio_barrier_wait(NULL), WIO_EINVAL, "is NULL");
	REFUSED(wio_barrier_reset(NULL), WIO_EINVAL, "is NULL");
	REFUSED(wio_barrier_abort(NULL), WIO_EINVAL, "is NULL");
	CHECK(!wio_condition_lock(NULL));
	CHECK(!wio_lock_locked(NULL) && !wio_event_is_set(NULL));
	CHECK(!wio_semaphore_locked(NULL) && !wio_barrier_broken(NULL));
	CHECK(!wio_barrier_parties(NULL) && !wio_barrier_n_waiting(NULL));
}

CASE(sync_in_a_wrong_state)
{
	wio_condition condition = {0};
	wio_semaphore bounded = WIO_BOUNDED_SEMAPHORE(1);
	REFUSED(wio_lock_release(wio_condition_lock(&condition)), WIO_ESTATE,
	        "not locked");
	REFUSED(wio_condition_wait(&condition), WIO_ESTATE, "not locked");
	REFUSED(wio_condition_wait_for(&condition, never, NULL), WIO_ESTATE,
	        "not locked");
	REFUSED(wio_condition_notify(&condition, 1), WIO_ESTATE, "not locked");
	REFUSED(wio_condition_notify_all(&condition), WIO_ESTATE, "not locked");
	REFUSED(wio_semaphore_release(&bounded), WIO_ESTATE, "once too often");
	wio_semaphore most = WIO_SEMAPHORE(INT_MAX);
	REFUSED(wio_semaphore_release(&most), WIO_ESTATE, "once too often");
	GIVES(wio_semaphore_acquire(&most), 0);
	GIVES(wio_semaphore_release(&most), 0);
	wio_semaphore negative = WIO_SEMAPHORE(-1);
	REFUSED(wio_semaphore_acquire(&negative), WIO_EINVAL, "negative number");
	wio_barrier none = WIO_BARRIER(0);
	REFUSED(wio_barrier_wait(&none), WIO_EINVAL, "less than 1 party");
}

/* ---- where nothing can wait ---- */

CASE(sync_outside_of_tasks)
{
	wio_lock lock = {0};
	wio_event event = {0};
	wio_condition condition = {0};
	GIVES(wio_lock_acquire(&lock), 0);
	REFUSED(wio_lock_acquire(&lock), WIO_ENOSUSPEND, "only a task can wait");
	REFUSED(wio_event_wait(&event), WIO_ENOSUSPEND, "only a task can wait");
	GIVES(wio_lock_release(&lock), 0);
	/* After such an error the lock is not taken. */
	GIVES(wio_lock_acquire(wio_condition_lock(&condition)), 0);
	REFUSED(wio_condition_wait(&condition), WIO_ENOSUSPEND,
	        "only a task can wait");
	CHECK(!wio_lock_locked(wio_condition_lock(&condition)));
	wio_barrier barrier = WIO_BARRIER(2);
	REFUSED(wio_barrier_wait(&barrier), WIO_ENOSUSPEND, "only a task can wait");
	GIVES(wio_barrier_n_waiting(&barrier), 0);
	GIVES(wio_barrier_abort(&barrier), 0);
	REFUSED(wio_barrier_wait(&barrier), WIO_EBROKEN, "is broken");
	CHECK(!strcmp(wio_strerror_name(WIO_EBROKEN), "WIO_EBROKEN"));
}

/* ---- of another loop, on another stack ---- */

static wio_waiters waiters;

static int waits(void *unused)
{
	(void)unused;
	return wio_waiters_wait(&waiters, NULL);
}

static int leaves_one_waiting(void *unused)
{
	(void)unused;
	GIVES(wio_create_task(NULL, waits, NULL,
	                      &(wio_task_options){.name = "first"}),
	      0);
	return wio_yield();
}

static int meets_it(void *unused)
{
	(void)unused;
	REFUSED(wio_waiters_wait(&waiters, NULL), WIO_EOTHERLOOP,
	        "task 'first' of another loop");
	return 0;
}

CASE(waiters_of_two_loops)
{
	wio_runner *runner;
	GIVES(wio_runner_new(&runner, NULL), 0);
	GIVES(wio_runner_run(runner, leaves_one_waiting, NULL, NULL), 0);
	GIVES(input_run(meets_it), 0);
	GIVES(wio_runner_close(runner), 0);
	wio_runner_free(runner);
	CHECK(!waiters.first && !waiters.last && !waiters.asleep && !waiters.woken);
}

static int waits_on_its_stack(void *unused)
{
	(void)unused;
	wio_waiters local = {0};
	REFUSED(wio_waiters_wait(&local, NULL), WIO_ESTACK,
	        "on the shared stack of task");
	bool woken = true;
	wio_timeout *timeout;
	GIVES(wio_timeout_open(&timeout, 0), 0);
	GIVES(wio_timeout_close(timeout, wio_waiters_wait(&waiters, &woken)),
	      WIO_ETIMEDOUT);
	CHECK(!woken);
	return 0;
}

CASE(waiters_on_a_shared_stack)
{
	wio_runner *runner;
	GIVES(wio_runner_new(&runner, NULL), 0);
	GIVES(wio_runner_run(runner, waits_on_its_stack, NULL,
	                     &(wio_task_options){.shared_stack = true}),
	      0);
	GIVES(wio_runner_close(runner), 0);
	wio_runner_free(runner);
}

/* ---- when a loop closes ---- */

static int parties(void *barrier)
{
	return wio_barrier_wait(barrier);
}

static int leaves_parties(void *barrier)
{
	for (int i = 0; i < 3; i++)
		GIVES(wio_create_task(NULL, parties, barrier, NULL), 0);
	return wio_yield();
}

CASE(sync_left_at_close)
{
	wio_barrier barrier = WIO_BARRIER(9);
	wio_loop *loop;
	wio_runner *runner;
	GIVES(wio_runner_new(&runner, NULL), 0);
	GIVES(wio_runner_run(runner, leaves_parties, &barrier, NULL), 0);
	GIVES(wio_barrier_n_waiting(&barrier), 3);
	GIVES(wio_runner_get_loop(runner, &loop), 0);
	GIVES(wio_runner_close(runner), 0);
	wio_runner_free(runner);
	GIVES(wio_barrier_n_waiting(&barrier), 0);
	CHECK(!barrier.condition.waiters.first);
	CHECK(!wio_lock_locked(wio_condition_lock(&barrier.condition)));
}
