// SPDX-License-Identifier: MIT
/* Locks, and what else tasks share: nothing is taken, and what was to be handed over
 * goes to the next. */
#include "cancels.h"

static int waits_in(void *waiters)
{
	bool woken;
	const int r = wio_waiters_wait(waiters, &woken);
	return woken ? 1 : r;
}

ROW(wio_waiters_wait, no_effect)
{
	wio_waiters waiters = {0};
	wio_task *first = waits(waits_in, &waiters, "wio_waiters_wait");
	wio_task *second = waits(waits_in, &waiters, "wio_waiters_wait");
	GIVES(cancelled(first), WIO_ECANCELED);
	GIVES(wio_waiters_wake_all(&waiters), 1);
	GIVES(wio_await(second, NULL), 1);
	wio_task_release(second);
	CHECK(waiters.first == NULL && waiters.woken == 0);
}

static int acquires_lock(void *lock)
{
	return wio_lock_acquire(lock);
}

ROW(wio_lock_acquire, no_effect)
{
	wio_lock lock = {0};
	GIVES(wio_lock_acquire(&lock), 0);
	wio_task *first = waits(acquires_lock, &lock, "wio_lock_acquire");
	wio_task *second = waits(acquires_lock, &lock, "wio_lock_acquire");
	wio_task *third = waits(acquires_lock, &lock, "wio_lock_acquire");
	GIVES(cancelled(first), WIO_ECANCELED);
	CHECK(wio_lock_locked(&lock));
	/* One that was called to take it, and is cancelled before it does. */
	GIVES(wio_lock_release(&lock), 0);
	GIVES(cancelled(second), WIO_ECANCELED);
	GIVES(wio_await(third, NULL), 0);
	wio_task_release(third);
	GIVES(wio_lock_release(&lock), 0);
	CHECK(!wio_lock_locked(&lock));
}

static int waits_for_event(void *event)
{
	return wio_event_wait(event);
}

ROW(wio_event_wait, no_effect)
{
	wio_event event = {0};
	wio_task *first = waits(waits_for_event, &event, "wio_event_wait");
	wio_task *second = waits(waits_for_event, &event, "wio_event_wait");
	GIVES(cancelled(first), WIO_ECANCELED);
	CHECK(!wio_event_is_set(&event));
	GIVES(wio_event_set(&event), 0);
	GIVES(wio_await(second, NULL), 0);
	wio_task_release(second);
}

/* What each of two tasks does with a condition. */
struct conditional {
	wio_condition condition;
	bool happened;
	int notified;
	bool held; /* as the first was cancelled */
};

static bool has_happened(void *arg)
{
	const struct conditional *c = arg;
	return c->happened;
}

static int done_with(struct conditional *c, int r)
{
	if (r == 0)
		c->notified++;
	else
		c->held = wio_lock_locked(wio_condition_lock(&c->condition));
	GIVES(wio_lock_release(wio_condition_lock(&c->condition)), 0);
	return r;
}

static int waits_for_condition(void *arg)
{
	struct conditional *c = arg;
	GIVES(wio_lock_acquire(wio_condition_lock(&c->condition)), 0);
	int r;
	do
		r = wio_condition_wait(&c->condition);
	while (r == 0 && !c->happened);
	return done_with(c, r);
}

static int waits_until(void *arg)
{
	struct conditional *c = arg;
	GIVES(wio_lock_acquire(wio_condition_lock(&c->condition)), 0);
	return done_with(c, wio_condition_wait_for(&c->condition, has_happened, c));
}

static void condition_row(wio_fn *fn)
{
	struct conditional c = {0};
	wio_lock *lock = wio_condition_lock(&c.condition);
	wio_task *first = waits(fn, &c, "wio_condition_wait");
	wio_task *second = waits(fn, &c, "wio_condition_wait");
	wio_task *third = waits(fn, &c, "wio_condition_wait");
	/* The lock is given up, and taken again before the cancel arrives. */
	GIVES(wio_lock_acquire(lock), 0);
	GIVES(wio_task_cancel(first, NULL), 1);
	GIVES(wio_sleep(WIO_S(1)), 0);
	CHECK(!wio_task_done(first) && !c.held);
	GIVES(wio_lock_release(lock), 0);
	GIVES(wio_await(first, NULL), WIO_ECANCELED);
	wio_task_release(first);
	CHECK(c.held && !wio_lock_locked(lock));
	/* It has woken the second for nothing, which is behind the third now.  What that is
	 * told, and cannot use, goes to the next. */
	c.happened = true;
	GIVES(wio_lock_acquire(lock), 0);
	GIVES(wio_condition_notify(&c.condition, 1), 1);
	GIVES(wio_lock_release(lock), 0);
	GIVES(cancelled(third), WIO_ECANCELED);
	GIVES(wio_await(second, NULL), 0);
	wio_task_release(second);
	CHECK(c.notified == 1 && !wio_lock_locked(lock));
}

ROW(wio_condition_wait, partial_effect)
{
	condition_row(waits_for_condition);
}

ROW(wio_condition_wait_for, partial_effect)
{
	condition_row(waits_until);
}

static int acquires_semaphore(void *semaphore)
{
	return wio_semaphore_acquire(semaphore);
}

ROW(wio_semaphore_acquire, no_effect)
{
	wio_semaphore s = WIO_BOUNDED_SEMAPHORE(1);
	GIVES(wio_semaphore_acquire(&s), 0);
	wio_task *first = waits(acquires_semaphore, &s, "wio_semaphore_acquire");
	wio_task *second = waits(acquires_semaphore, &s, "wio_semaphore_acquire");
	wio_task *third = waits(acquires_semaphore, &s, "wio_semaphore_acquire");
	GIVES(cancelled(first), WIO_ECANCELED);
	CHECK(wio_semaphore_locked(&s));
	GIVES(wio_semaphore_release(&s), 0);
	GIVES(cancelled(second), WIO_ECANCELED);
	GIVES(wio_await(third, NULL), 0);
	wio_task_release(third);
	GIVES(wio_semaphore_release(&s), 0);
	/* It has all of them. */
	GIVES(wio_semaphore_release(&s), WIO_ESTATE);
}

static int waits_at_barrier(void *barrier)
{
	return wio_barrier_wait(barrier);
}

ROW(wio_barrier_wait, no_effect)
{
	wio_barrier barrier = WIO_BARRIER(2);
	wio_task *first = waits(waits_at_barrier, &barrier, "wio_barrier_wait");
	GIVES(wio_barrier_n_waiting(&barrier), 1);
	GIVES(cancelled(first), WIO_ECANCELED);
	GIVES(wio_barrier_n_waiting(&barrier), 0);
	CHECK(!wio_barrier_broken(&barrier));
	wio_task *second = waits(waits_at_barrier, &barrier, "wio_barrier_wait");
	GIVES(wio_barrier_wait(&barrier), 1);
	GIVES(wio_await(second, NULL), 0);
	wio_task_release(second);
}

static int resets(void *barrier)
{
	return wio_barrier_reset(barrier);
}

static int aborts(void *barrier)
{
	return wio_barrier_abort(barrier);
}

/* They wait for none but those that go on at the moment. */
static void changes_row(wio_fn *fn)
{
	wio_barrier barrier = WIO_BARRIER(3);
	wio_task *tasks[2];
	for (int i = 0; i < 2; i++)
		tasks[i] = waits(waits_at_barrier, &barrier, "wio_barrier_wait");
	wio_lock *lock = wio_condition_lock(&barrier.condition);
	GIVES(wio_lock_acquire(lock), 0);
	wio_task *changer = waits(fn, &barrier, "wio_lock_acquire");
	GIVES(cancelled(changer), WIO_ECANCELED);
	GIVES(wio_lock_release(lock), 0);
	GIVES(wio_barrier_n_waiting(&barrier), 2);
	GIVES(wio_barrier_wait(&barrier), 2);
	for (int i = 0; i < 2; i++) {
		GIVES(wio_await(tasks[i], NULL), i);
		wio_task_release(tasks[i]);
	}
}

ROW(wio_barrier_reset, no_effect)
{
	changes_row(resets);
}

ROW(wio_barrier_abort, no_effect)
{
	changes_row(aborts);
}

/* Each borrower of its own. */
struct borrower {
	wio_limiter *limiter;
	wio_loan loan;
};

static int borrows(void *arg)
{
	struct borrower *b = arg;
	return wio_limiter_acquire(b->limiter, &b->loan);
}

ROW(wio_limiter_acquire, no_effect)
{
	wio_limiter limiter = WIO_LIMITER(1);
	wio_loan loan = {0};
	struct borrower all[3] = {
		{&limiter, {0}}, {&limiter, {0}}, {&limiter, {0}}};
	wio_task *tasks[3];
	GIVES(wio_limiter_acquire(&limiter, &loan), 0);
	for (int i = 0; i < 3; i++)
		tasks[i] = waits(borrows, &all[i], "wio_limiter_acquire");
	GIVES(cancelled(tasks[0]), WIO_ECANCELED);
	CHECK(wio_limiter_statistics(&limiter).borrowed == 1);
	CHECK(wio_limiter_statistics(&limiter).waiting == 2);
	GIVES(wio_limiter_release(&limiter, &loan), 0);
	GIVES(cancelled(tasks[1]), WIO_ECANCELED);
	GIVES(wio_await(tasks[2], NULL), 0);
	GIVES(wio_limiter_release(&limiter, &all[0].loan), WIO_ESTATE);
	GIVES(wio_limiter_release(&limiter, &all[1].loan), WIO_ESTATE);
	GIVES(wio_limiter_release(&limiter, &all[2].loan), 0);
	wio_task_release(tasks[2]);
}
