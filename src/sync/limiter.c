// SPDX-License-Identifier: MIT
#include "core/task.h"
#include "core/wait.h"
#include "wasyncio/error.h"
#include "wasyncio/limiter.h"
#include "wasyncio/task.h"

/* Whoever is woken has been lent one already. */
static int lend(wio_limiter *limiter)
{
	int r = 1;
	while (limiter->borrowed < limiter->total &&
	       (r = wio_waiters_wake(&limiter->waiters)) > 0)
		limiter->borrowed++;
	return r < 0 ? r : 0;
}

static void begin(wio_limiter *limiter, wio_loan *loan)
{
	*loan = (wio_loan){.limiter = limiter,
	                   .task = wio_task_retain(wio_current_task()),
	                   .previous = limiter->last};
	if (limiter->last)
		limiter->last->next = loan;
	else
		limiter->first = loan;
	limiter->last = loan;
}

static void end(wio_limiter *limiter, wio_loan *loan)
{
	if (loan->previous)
		loan->previous->next = loan->next;
	else
		limiter->first = loan->next;
	if (loan->next)
		loan->next->previous = loan->previous;
	else
		limiter->last = loan->previous;
	wio_task *task = loan->task;
	*loan = (wio_loan){0};
	wio_task_release(task);
}

int wio_limiter_acquire(wio_limiter *limiter, wio_loan *loan)
{
	if (!limiter || !loan)
		return wio_raise(WIO_EINVAL, "wio_limiter_acquire: %s is NULL",
		                 limiter ? "loan" : "limiter");
	if (loan->limiter)
		return wio_raise(WIO_ESTATE,
		                 "wio_limiter_acquire: the loan is task '%s''s still",
		                 wio_task_name(loan->task));
	if (!wio_current_task())
		return wio_raise(WIO_ENOSUSPEND, "wio_limiter_acquire: not inside a task");
	int r = wio__keep_check(loan, "loan");
	if (r < 0)
		return r;
	/* Those who wait have been lent all that there was. */
	if (limiter->borrowed < limiter->total) {
		limiter->borrowed++;
	} else {
		bool woken;
		r = wio__wait_check_end();
		if (r < 0)
			return r;
		limiter->waiters.call = "wio_limiter_acquire";
		limiter->waiting++;
		r = wio_waiters_wait(&limiter->waiters, &woken);
		limiter->waiting--;
		if (r < 0 && woken) {
			limiter->borrowed--;
			lend(limiter);
		}
		if (r < 0)
			return r;
	}
	begin(limiter, loan);
	return 0;
}

int wio_limiter_release(wio_limiter *limiter, wio_loan *loan)
{
	if (!limiter || !loan)
		return wio_raise(WIO_EINVAL, "wio_limiter_release: %s is NULL",
		                 limiter ? "loan" : "limiter");
	if (loan->limiter != limiter)
		return wio_raise(WIO_ESTATE, "wio_limiter_release: %s",
		                 loan->limiter ? "the loan is another limiter's"
		                               : "nothing is lent by it");
	limiter->borrowed--;
	int r = lend(limiter);
	if (r < 0)
		limiter->borrowed++; /* as it was */
	else
		end(limiter, loan);
	return r;
}

int wio_limiter_set_total(wio_limiter *limiter, size_t total)
{
	if (!limiter)
		return wio_raise(WIO_EINVAL, "wio_limiter_set_total: limiter is NULL");
	const size_t before = limiter->total;
	limiter->total = total;
	int r = lend(limiter);
	if (r < 0)
		limiter->total = before;
	return r;
}

wio_limiter_counts wio_limiter_statistics(const wio_limiter *limiter)
{
	if (!limiter)
		return (wio_limiter_counts){0};
	return (wio_limiter_counts){
	    .total = limiter->total,
	    .borrowed = limiter->borrowed,
	    .waiting = limiter->waiting - limiter->waiters.woken,
	};
}

size_t wio_limiter_borrowers(const wio_limiter *limiter, wio_task **tasks, size_t n)
{
	size_t count = 0;
	for (const wio_loan *loan = limiter ? limiter->first : NULL; loan;
	     loan = loan->next, count++)
		if (tasks && count < n)
			tasks[count] = loan->task;
	return count;
}
