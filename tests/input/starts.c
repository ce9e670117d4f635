// SPDX-License-Identifier: MIT
/* Tasks of a group that say when they are ready. */
#include <string.h>

#include "input.h"

static int serves(void *unused)
{
	(void)unused;
	int r = wio_sleep(WIO_S(2));
	if (r < 0)
		return r;
	GIVES(wio_group_started(80), 0);
	REFUSED(wio_group_started(81), WIO_ESTATE, "nobody waits");
	r = wio_sleep(WIO_S(3));
	return r < 0 ? r : WIO_EUSER; /* the group's */
}

static int fails(void *unused)
{
	(void)unused;
	int r = wio_sleep(WIO_S(1));
	return r < 0 ? r : wio_raise(WIO_EUSER - 1, "no such port");
}

static int ends(void *unused)
{
	(void)unused;
	return 3;
}

static int cleans_up(void *code)
{
	int r = wio_sleep(WIO_S(1000));
	GIVES(wio_sleep(WIO_S(1)), 0);
	return *(int *)code ? *(int *)code : r;
}

static int is_ready_late(void *unused)
{
	(void)unused;
	GIVES(wio_sleep(WIO_S(1000)), WIO_ECANCELED);
	GIVES(wio_group_started(5), 0);
	return wio_sleep(WIO_S(1));
}

static int starts(void *unused)
{
	(void)unused;
	wio_task *task = (wio_task *)input_junk, *self = wio_current_task();
	wio_group *group;
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_start(group, &task, serves, NULL, NULL), 80);
	CHECK(input_now() == 2 && !wio_task_done(task));
	wio_task_release(task);
	/* Errors before that are the caller's, and the group goes on. */
	task = (wio_task *)input_junk;
	REFUSED(wio_group_start(group, &task, fails, NULL, NULL), WIO_EUSER - 1,
	        "no such port");
	CHECK(input_now() == 3 && task == NULL);
	REFUSED(wio_group_start(group, NULL, ends, NULL,
	                        &(wio_task_options){.name = "ends"}),
	        WIO_ESTATE, "task 'ends' ended without wio_group_started");
	GIVES(wio_yield(), 0);
	/* Those after it are the group's. */
	int r = wio_sleep(WIO_S(9));
	GIVES(r, WIO_ECANCELED);
	CHECK(input_now() == 5);
	REFUSED(wio_group_start(group, NULL, serves, NULL, &input_task), WIO_ESTATE,
	        "shutting down");
	GIVES(input_freed(), 1);
	GIVES(wio_group_close(group, r), WIO_EGROUP);
	CHECK(wio_error_count(wio_last_error()) == 1);
	GIVES(wio_task_cancelling(self), 0);
	return 0;
}

/* A cancel of who waits: the other one is cancelled, and its end waited for. */
static int is_cancelled(void *fn)
{
	static int codes[] = {0, WIO_EUSER};
	(void)fn;
	wio_task *self = wio_current_task();
	for (int i = 0; i < 2; i++) {
		wio_timeout *timeout;
		wio_group *group;
		const int before = input_now();
		GIVES(wio_group_open(&group), 0);
		GIVES(wio_timeout_open(&timeout, WIO_S(1)), 0);
		int r = wio_group_start(group, NULL, cleans_up, &codes[i], NULL);
		GIVES(r, codes[i] ? codes[i] : WIO_ECANCELED);
		CHECK(input_now() - before == 2);
		GIVES(wio_timeout_close(timeout, r), codes[i] ? r : WIO_ETIMEDOUT);
		GIVES(wio_group_close(group, 0), 0);
	}
	/* It is ready all the same: the group has it then. */
	wio_group *group;
	wio_timeout *timeout;
	const int before = input_now();
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_timeout_open(&timeout, WIO_S(1)), 0);
	int r = wio_group_start(group, NULL, is_ready_late, NULL, NULL);
	GIVES(r, WIO_ECANCELED);
	CHECK(input_now() - before == 1);
	GIVES(wio_timeout_close(timeout, r), WIO_ETIMEDOUT);
	GIVES(wio_group_close(group, 0), 0);
	CHECK(input_now() - before == 2);
	GIVES(wio_task_cancelling(self), 0);
	return wio_yield();
}

static int starts_in_group(void *group)
{
	return wio_group_start(group, NULL, serves, NULL, NULL);
}

/* By a task of the group, while that is closed, and when another one fails. */
static int starts_meanwhile(void *unused)
{
	(void)unused;
	wio_group *group;
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_create_task(group, NULL, starts_in_group, group, NULL), 0);
	GIVES(wio_group_close(group, 0), WIO_EGROUP);
	CHECK(input_now() == 5);
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_create_task(group, NULL, starts_in_group, group, NULL), 0);
	GIVES(wio_group_create_task(group, NULL, fails, NULL, NULL), 0);
	GIVES(wio_group_close(group, 0), WIO_EGROUP);
	CHECK(input_now() == 6 && wio_error_count(wio_last_error()) == 1);
	return 0;
}

static int is_interrupted(void *unused)
{
	(void)unused;
	wio_group *group;
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_interrupt(NULL), 1);
	GIVES(wio_interrupt(NULL), 2);
	int r = wio_group_start(group, NULL, serves, NULL, &input_task);
	GIVES(r, WIO_EINTERRUPTED);
	GIVES(input_freed(), 1);
	return wio_group_close(group, r);
}

static int starves(void *unused)
{
	(void)unused;
	wio_group *group;
	GIVES(wio_group_open(&group), 0);
	STARVES(wio_group_start(group, NULL, serves, NULL, NULL));
	REFUSED(wio_group_start(group, NULL, NULL, NULL, NULL), WIO_EINVAL,
	        "fn is NULL");
	REFUSED(wio_group_started(-1), WIO_EINVAL, "-1 is negative");
	REFUSED(wio_group_started(1), WIO_ESTATE, "nobody waits for task");
	GIVES(wio_group_close(group, 0), 0);
	REFUSED(wio_group_start(NULL, NULL, serves, NULL, &input_task), WIO_EINVAL,
	        "not a group, but NULL");
	GIVES(input_freed(), 1);
	return 0;
}

CASE(tasks_started)
{
	wio_group *group = NULL;
	REFUSED(wio_group_start(group, NULL, serves, NULL, &input_task),
	        WIO_ENOSUSPEND, "only a task can wait");
	GIVES(input_freed(), 1);
	REFUSED(wio_group_started(1), WIO_ENOTRUNNING, "not inside a task");
	GIVES(input_run_virtually(starts), 0);
	GIVES(input_run_virtually(is_cancelled), 0);
	GIVES(input_run_virtually(starts_meanwhile), 0);
	GIVES(input_run_virtually(is_interrupted), WIO_EINTERRUPTED);
	GIVES(input_run_virtually(starves), 0);
}
