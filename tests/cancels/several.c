// SPDX-License-Identifier: MIT
/* Waits for several tasks, and for one with conditions. */
#include "cancels.h"

struct pair {
	wio_task *tasks[2];
	int results[2];
};

static struct pair two_sleepers(void)
{
	struct pair pair = {{sleeper(), sleeper()}, {7, 7}};
	return pair;
}

static int gathers(void *arg)
{
	struct pair *pair = arg;
	const int r = wio_gather(pair->tasks, 2, pair->results, false);
	for (int i = 0; i < 2; i++)
		CHECK(wio_task_cancelled(pair->tasks[i]));
	return r;
}

ROW(wio_gather, ended)
{
	struct pair pair = two_sleepers();
	GIVES(cancelled(waits(gathers, &pair, "wio_gather")), WIO_ECANCELED);
	for (int i = 0; i < 2; i++)
		wio_task_release(pair.tasks[i]);
}

static int waits_for_two(void *arg)
{
	struct pair *pair = arg;
	return wio_wait(pair->tasks, 2, WIO_ALL_COMPLETED, WIO_S(9));
}

ROW(wio_wait, no_effect)
{
	struct pair pair = two_sleepers();
	GIVES(cancelled(waits(waits_for_two, &pair, "wio_wait")), WIO_ECANCELED);
	for (int i = 0; i < 2; i++)
		wakes(pair.tasks[i]);
}

static int waits_for_one(void *task)
{
	const int r = wio_wait_for(task, WIO_S(9), NULL);
	CHECK(wio_task_cancelled(task));
	return r;
}

ROW(wio_wait_for, ended)
{
	wio_task *inner = sleeper();
	GIVES(cancelled(waits(waits_for_one, inner, "wio_await")), WIO_ECANCELED);
	wio_task_release(inner);
}

static int goes_on(void *unused)
{
	(void)unused;
	GIVES(wio_sleep(WIO_FOREVER), WIO_ECANCELED);
	/* Much longer than the grace. */
	return wio_sleep(WIO_S(100));
}

static int stops(void *task)
{
	return wio_task_stop(task, WIO_S(1));
}

ROW(wio_task_stop, partial_effect)
{
	wio_task *task = waits(goes_on, NULL, "wio_sleep");
	GIVES(cancelled(waits(stops, task, "wio_wait")), WIO_ECANCELED);
	GIVES(wio_task_cancelling(task), 1);
	GIVES(wio_await(task, NULL), 0);
	wio_task_release(task);
}

static int shields(void *task)
{
	return wio_shield(task, NULL);
}

ROW(wio_shield, no_effect)
{
	wio_task *inner = sleeper();
	GIVES(cancelled(waits(shields, inner, "wio_shield")), WIO_ECANCELED);
	wakes(inner);
}

static int sleeps_for_a_second(void *unused)
{
	(void)unused;
	return wio_sleep(WIO_S(1));
}

static int takes_them(void *arg)
{
	wio_task *const *tasks = arg;
	wio_as_completed *each;
	wio_task *task;
	GIVES(wio_as_completed_open(&each, tasks, 1, WIO_FOREVER), 0);
	const int r = wio_as_completed_next(each, &task);
	/* It is still to come. */
	GIVES(wio_as_completed_next(each, &task), 1);
	CHECK(task == tasks[0]);
	GIVES(wio_as_completed_next(each, &task), 0);
	wio_as_completed_close(each);
	return r;
}

ROW(wio_as_completed_next, no_effect)
{
	wio_task *inner;
	GIVES(wio_create_task(&inner, sleeps_for_a_second, NULL, NULL), 0);
	GIVES(cancelled(waits(takes_them, &inner, "wio_as_completed_next")),
	      WIO_ECANCELED);
	GIVES(wio_task_result(inner), 0);
	wio_task_release(inner);
}

static int is_blocked(void *unused)
{
	(void)unused;
	return wio_test_wait_blocked();
}

static int yields(void *unused)
{
	(void)unused;
	int r;
	while ((r = wio_yield()) == 0) {
	}
	return r;
}

ROW(wio_test_wait_blocked, no_effect)
{
	wio_task *busy = waits_its_turn(yields, NULL);
	wio_task *task = waits_its_turn(is_blocked, NULL);
	GIVES(cancelled(task), WIO_ECANCELED);
	wakes(busy);
}
