// SPDX-License-Identifier: MIT
/* Bounded work, with a look at it. */
#include "input.h"

static wio_limiter limiter;

static bool counts(size_t total, size_t borrowed, size_t waiting)
{
	const wio_limiter_counts c = wio_limiter_statistics(&limiter);
	return c.total == total && c.borrowed == borrowed && c.waiting == waiting &&
	       wio_limiter_borrowers(&limiter, NULL, 0) <= borrowed;
}

static int works(void *seconds)
{
	wio_loan loan = {0};
	int r = wio_limiter_acquire(&limiter, &loan);
	if (r < 0)
		return r;
	r = wio_sleep(WIO_S(*(int *)seconds));
	GIVES(wio_limiter_release(&limiter, &loan), 0);
	return r < 0 ? r : input_now();
}

static int limits(void *unused)
{
	static int two = 2;
	(void)unused;
	wio_task *tasks[5], *who[5];
	limiter = (wio_limiter)WIO_LIMITER(2);
	for (int i = 0; i < 5; i++)
		GIVES(wio_create_task(&tasks[i], works, &two, NULL), 0);
	GIVES(wio_sleep(WIO_S(1)), 0);
	CHECK(counts(2, 2, 3));
	CHECK(wio_limiter_borrowers(&limiter, who, 5) == 2);
	CHECK(wio_limiter_borrowers(&limiter, NULL, 5) == 2);
	CHECK(who[0] == tasks[0] && who[1] == tasks[1]);
	CHECK(wio_limiter_borrowers(&limiter, who, 1) == 2);
	/* One that waits is cancelled; another one is in its place. */
	GIVES(wio_task_cancel(tasks[2], NULL), 1);
	GIVES(wio_yield(), 0);
	GIVES(wio_yield(), 0);
	CHECK(wio_task_cancelled(tasks[2]) && counts(2, 2, 2));
	/* More while it is in use: who waited first gets it. */
	GIVES(wio_limiter_set_total(&limiter, 3), 0);
	CHECK(counts(3, 3, 1));
	GIVES(wio_yield(), 0);
	GIVES(wio_yield(), 0);
	CHECK(wio_limiter_borrowers(&limiter, who, 5) == 3 && who[2] == tasks[3]);
	/* Fewer: nobody loses what he has, and the next waits for it. */
	GIVES(wio_limiter_set_total(&limiter, 1), 0);
	CHECK(counts(1, 3, 1));
	GIVES(wio_await(tasks[0], NULL), 2);
	GIVES(wio_await(tasks[3], NULL), 3);
	GIVES(wio_await(tasks[4], NULL), 5);
	CHECK(counts(1, 0, 0));
	for (int i = 0; i < 5; i++)
		wio_task_release(tasks[i]);
	return 0;
}

/* A cancel comes after it was called: what it was to get goes to the next. */
static int hands_on(void *unused)
{
	static int zero = 0;
	(void)unused;
	wio_loan loan = {0};
	wio_task *first, *second;
	limiter = (wio_limiter)WIO_LIMITER(1);
	GIVES(wio_limiter_acquire(&limiter, &loan), 0);
	GIVES(wio_create_task(&first, works, &zero, NULL), 0);
	GIVES(wio_create_task(&second, works, &zero, NULL), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_limiter_release(&limiter, &loan), 0);
	GIVES(wio_task_cancel(first, NULL), 1);
	CHECK(counts(1, 1, 1));
	GIVES(wio_await(second, NULL), 0);
	CHECK(wio_task_cancelled(first) && counts(1, 0, 0));
	wio_task_release(first);
	wio_task_release(second);
	/* Nobody overtakes those who wait. */
	GIVES(wio_limiter_set_total(&limiter, 0), 0);
	GIVES(wio_create_task(&first, works, &zero, NULL), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_limiter_set_total(&limiter, 1), 0);
	CHECK(counts(1, 1, 0));
	GIVES(wio_limiter_acquire(&limiter, &loan), 0);
	CHECK(wio_task_done(first));
	wio_task_release(first);
	REFUSED(wio_limiter_acquire(&limiter, &loan), WIO_ESTATE, "still");
	wio_limiter other = WIO_LIMITER(1);
	REFUSED(wio_limiter_release(&other, &loan), WIO_ESTATE, "another limiter's");
	GIVES(wio_limiter_release(&limiter, &loan), 0);
	REFUSED(wio_limiter_release(&limiter, &loan), WIO_ESTATE, "nothing is lent");
	return 0;
}

CASE(limiters)
{
	wio_loan loan = {0};
	GIVES(input_run_virtually(limits), 0);
	GIVES(input_run_virtually(hands_on), 0);
	REFUSED(wio_limiter_acquire(NULL, &loan), WIO_EINVAL, "limiter is NULL");
	REFUSED(wio_limiter_acquire(&limiter, NULL), WIO_EINVAL, "loan is NULL");
	REFUSED(wio_limiter_acquire(&limiter, &loan), WIO_ENOSUSPEND,
	        "not inside a task");
	REFUSED(wio_limiter_release(NULL, &loan), WIO_EINVAL, "limiter is NULL");
	REFUSED(wio_limiter_release(&limiter, NULL), WIO_EINVAL, "loan is NULL");
	REFUSED(wio_limiter_set_total(NULL, 1), WIO_EINVAL, "limiter is NULL");
	CHECK(wio_limiter_statistics(NULL).total == 0);
}
