// SPDX-License-Identifier: MIT
/* Runs that are started beside the one that is driven: each has interrupts of its
 * own, and all share what they find in the loop. */
#include <stdio.h>
#include <string.h>

#include "wasyncio_test.h"

static int failures;

#define CHECK(condition) \
	((condition) ? (void)0 \
	             : (void)(failures++, printf("%s:%d: %s\n", __FILE__, __LINE__, \
	                                         #condition)))

static wio_runner *runner;

static wio_task *start(wio_fn *fn, void *arg)
{
	wio_task *task;
	CHECK(wio_runner_start(runner, &task, fn, arg, NULL) == 0);
	return task;
}

/* Its end. */
static int end_of(wio_task *task)
{
	int result;
	int r = wio_await(task, &result);
	CHECK(r == 0);
	wio_task_release(task);
	return result;
}

static void turns(int n)
{
	while (n-- > 0)
		CHECK(wio_yield() == 0);
}

/* ---- a lock that three share ---- */

struct shared {
	wio_lock lock;
	int held; /* times */
};

static int holds(void *arg)
{
	struct shared *shared = arg;
	int r = wio_lock_acquire(&shared->lock);
	if (r < 0)
		return r;
	shared->held++;
	r = wio_sleep(WIO_S(1));
	wio_lock_release(&shared->lock);
	return r < 0 ? r : shared->held;
}

static int one_is_interrupted(void *unused)
{
	(void)unused;
	struct shared shared = {0};
	wio_task *a = start(holds, &shared), *b = start(holds, &shared),
	         *c = start(holds, &shared);
	turns(3);
	CHECK(wio_task_interrupt(b) == 1);
	CHECK(end_of(b) == WIO_EINTERRUPTED);
	CHECK(end_of(a) == 1);
	CHECK(end_of(c) == 2);
	CHECK(wio_test_clock_now() == WIO_S(2));
	return 0;
}

/* ---- once, twice, again ---- */

static int goes_on(void *arg)
{
	int *refused = arg;
	while (*refused < 3) {
		int r = wio_sleep(WIO_S(10));
		if (r == 0)
			return 7;
		(*refused)++;
	}
	return wio_last_error() ? wio_error_code(wio_last_error()) : 0;
}

static int each_further_one(void *unused)
{
	(void)unused;
	int refused = 0, none = 0;
	wio_task *task = start(goes_on, &refused), *other = start(goes_on, &none);
	turns(2);
	CHECK(wio_task_interrupt(task) == 1);
	turns(2);
	CHECK(refused == 1 && wio_task_cancelling(task) == 1);
	CHECK(wio_task_interrupt(task) == 2);
	/* One with it, for that has not arrived. */
	CHECK(wio_task_interrupt(task) == 3);
	turns(2);
	CHECK(refused == 2 && wio_task_cancelling(task) == 1);
	CHECK(wio_task_interrupt(task) == 4);
	CHECK(end_of(task) == WIO_EINTERRUPTED);
	CHECK(none == 0);
	CHECK(end_of(other) == 7);
	return 0;
}

/* The same where it waits for another task, which goes on at first. */
static int awaits_one(void *arg)
{
	int *refused = arg;
	wio_task *task;
	CHECK(wio_create_task(&task, goes_on, arg, NULL) == 0);
	int r = wio_await(task, NULL);
	CHECK(*refused == 1 && !wio_task_done(task));
	wio_task_release(task);
	return r;
}

static int of_one_that_awaits(void *unused)
{
	(void)unused;
	int refused = 0, none = 0;
	wio_task *task = start(awaits_one, &refused), *other = start(goes_on, &none);
	turns(3);
	CHECK(wio_task_interrupt(task) == 1);
	turns(2);
	for (int n = 2; n < 5; n++)
		CHECK(wio_task_interrupt(task) == n);
	CHECK(end_of(task) == WIO_EINTERRUPTED);
	CHECK(end_of(other) == 7);
	CHECK(refused == 1);
	return 0;
}

static int before_its_first_step(void *unused)
{
	(void)unused;
	int refused = 0;
	wio_task *task = start(goes_on, &refused);
	CHECK(wio_task_interrupt(task) == 1);
	CHECK(wio_task_interrupt(task) == 2);
	wio_task_retain(task);
	CHECK(end_of(task) == WIO_EINTERRUPTED);
	CHECK(refused == 0);
	CHECK(wio_task_interrupt(task) == WIO_ENOTRUNNING);
	wio_task_release(task);
	return 0;
}

/* ---- in the middle of a computation ---- */

static int computes(void *arg)
{
	int *laps = arg;
	for (int r; *laps < 1000; ++*laps)
		if ((r = wio_check_interrupt()) < 0)
			return r;
	return 1;
}

static int interrupts_itself(void *arg)
{
	int *laps = arg;
	CHECK(wio_task_interrupt(wio_current_task()) == 1);
	CHECK(wio_task_interrupt(wio_current_task()) == 2);
	return computes(laps);
}

static int has_a_child(void *arg)
{
	wio_task *child;
	CHECK(wio_create_task(&child, interrupts_itself, arg, NULL) == 0);
	int r = wio_await(child, NULL);
	wio_task_release(child);
	return r;
}

static int others_notice_nothing(void *unused)
{
	(void)unused;
	int laps[3] = {0, 0, 0};
	wio_task *mine = start(interrupts_itself, &laps[0]),
	         *other = start(computes, &laps[1]), *childs = start(has_a_child, &laps[2]);
	CHECK(end_of(mine) == WIO_EINTERRUPTED && laps[0] < 1000);
	CHECK(end_of(other) == 1 && laps[1] == 1000);
	CHECK(end_of(childs) == WIO_EINTERRUPTED && laps[2] < 1000);
	return 0;
}

/* Those of the run that is driven are not theirs, nor theirs its. */
static int interrupts_the_driver(void *unused)
{
	(void)unused;
	CHECK(wio_interrupt(runner) == 1);
	CHECK(wio_interrupt(runner) == 2);
	for (int i = 0; i < 1000; i++)
		CHECK(wio_check_interrupt() == 0);
	return 5;
}

static wio_task *left;

static int is_driven(void *unused)
{
	(void)unused;
	left = start(interrupts_the_driver, NULL);
	int r = wio_sleep(WIO_FOREVER);
	CHECK(r == WIO_ECANCELED);
	return wio_sleep(WIO_FOREVER);
}

static int has_seen_it(void *unused)
{
	(void)unused;
	return end_of(left);
}

/* ---- ends ---- */

static int exits(void *unused)
{
	(void)unused;
	return wio_exit(3);
}

struct cleanup {
	int steps;
	int code;
};

static int cleans_up(void *arg)
{
	struct cleanup *cleanup = arg;
	cleanup->steps += wio_sleep(WIO_S(1)) == 0;
	return 0;
}

static int is_left_by_its_child(void *arg)
{
	struct cleanup *cleanup = arg;
	wio_defer(cleans_up, cleanup);
	CHECK(wio_create_task(NULL, exits, NULL, NULL) == 0);
	cleanup->code = wio_sleep(WIO_S(100));
	return cleanup->code;
}

static int an_exit_ends_its_run(void *unused)
{
	(void)unused;
	struct cleanup cleanup = {0};
	wio_task *task = start(is_left_by_its_child, &cleanup);
	wio_task_retain(task);
	CHECK(end_of(task) == WIO_EEXIT);
	CHECK(wio_error_status(wio_task_error(task)) == 3);
	wio_task_release(task);
	CHECK(cleanup.steps == 1 && cleanup.code == WIO_ECANCELED);
	return 0;
}

static int is_refused(void *unused)
{
	(void)unused;
	wio_task *none;
	CHECK(wio_runner_start(runner, &none, exits, NULL, NULL) == WIO_ECLOSED);
	return 0;
}

static int waits_for_the_close(void *arg)
{
	struct cleanup *cleanup = arg;
	wio_defer(cleans_up, cleanup);
	wio_defer(is_refused, NULL);
	cleanup->code = wio_sleep(WIO_FOREVER);
	return cleanup->code;
}

static int leaves(void *task)
{
	wio_task **out = task;
	static struct cleanup cleanups[2];
	out[0] = start(waits_for_the_close, &cleanups[0]);
	out[1] = start(waits_for_the_close, &cleanups[1]);
	turns(2);
	return 0;
}

static wio_contextvar *var;

static int sets(void *arg)
{
	void *value;
	CHECK(wio_contextvar_get(var, &value) == 0 && strcmp(value, "runner's") == 0);
	CHECK(wio_contextvar_set(var, arg, NULL) == 0);
	turns(2);
	CHECK(wio_contextvar_get(var, &value) == 0 && value == arg);
	return 0;
}

static int each_has_a_context(void *unused)
{
	(void)unused;
	void *value;
	CHECK(wio_contextvar_set(var, "runner's", NULL) == 0);
	wio_task *a = start(sets, "a"), *b = start(sets, "b");
	CHECK(end_of(a) == 0);
	CHECK(end_of(b) == 0);
	CHECK(wio_contextvar_get(var, &value) == 0 && strcmp(value, "runner's") == 0);
	return 0;
}

static void drive(wio_fn *fn, void *arg, int result)
{
	wio_test_clock_start();
	CHECK(wio_runner_new(&runner, NULL) == 0);
	CHECK(wio_runner_run(runner, fn, arg, NULL) == result);
}

static void close(void)
{
	CHECK(wio_runner_close(runner) == 0);
	wio_runner_free(runner);
	wio_test_clock_stop();
}

static int all(void *unused)
{
	(void)unused;
	wio_fn *const tests[] = {one_is_interrupted, each_further_one,
	                         of_one_that_awaits, before_its_first_step,
	                         others_notice_nothing, an_exit_ends_its_run};
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		drive(tests[i], NULL, 0);
		close();
	}
	return 0;
}

int main(void)
{
	all(NULL);

	drive(is_driven, NULL, WIO_EINTERRUPTED);
	CHECK(wio_runner_run(runner, has_seen_it, NULL, NULL) == 5);
	close();

	wio_task *tasks[2];
	drive(leaves, tasks, 0);
	close();
	for (int i = 0; i < 2; i++) {
		CHECK(wio_task_cancelled(tasks[i]));
		wio_task_release(tasks[i]);
	}

	CHECK(wio_contextvar_new(&var, "var", NULL) == 0);
	drive(each_has_a_context, NULL, 0);
	close();
	wio_contextvar_release(var);

	if (failures == 0)
		puts("all ok");
	return failures > 0;
}
