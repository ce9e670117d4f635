// SPDX-License-Identifier: MIT
/* Tasks that start in the call that makes them. */
#include <string.h>

#include "input.h"

static const wio_task_options eager = {.eager_start = WIO_START_EAGER};

static int sleeps(void *unused)
{
	(void)unused;
	return wio_sleep(WIO_S(1));
}

/* ---- refused ---- */

static int refused(void *unused)
{
	(void)unused;
	wio_task_options options = input_task;
	options.eager_start = WIO_START_EAGER;
	options.context = wio_task_context(wio_current_task());
	wio_task *task = (wio_task *)input_junk;
	REFUSED(wio_create_task(&task, input_nothing, NULL, &options), WIO_EENTERED,
	        "entered already");
	CHECK(task == NULL);
	GIVES(input_freed(), 1);
	return 0;
}

/* On the shared stack. */
static int makes_one(void *arg)
{
	wio_task *task = NULL;
	wio_task_options options = input_task;
	options.eager_start = WIO_START_EAGER;
	options.shared_stack = true;
	/* Here it would be among frames that are copied away while this waits. */
	char here[40];
	memset(here, 7, sizeof here);
	GIVES(wio_create_task(&task, input_nothing, NULL, &options), 0);
	GIVES(input_freed(), 1);
	wio_task_release(task);
	if (arg)
		GIVES(wio_sleep(0), 0);
	for (size_t i = 0; i < sizeof here; i++)
		CHECK(here[i] == 7);
	return 0;
}

static int between(void *arg)
{
	return wio_create_task(NULL, makes_one, arg, &eager);
}

static int shares(void *unused)
{
	static char on_it;
	wio_task *task;
	const wio_task_options shared = {.shared_stack = true,
	                                 .eager_start = WIO_START_EAGER};
	(void)unused;
	GIVES(makes_one(NULL), 0);
	/* From one that is on it, and from one that this has made. */
	GIVES(wio_create_task(NULL, makes_one, &on_it, &shared), 0);
	GIVES(wio_create_task(NULL, between, &on_it, &shared), 0);
	GIVES(wio_create_task(&task, sleeps, NULL, &shared), 0);
	/* It waits, and is on the stack no more. */
	GIVES(makes_one(NULL), 0);
	GIVES(wio_await(task, NULL), 0);
	wio_task_release(task);
	return 0;
}

CASE(eager_that_cannot_be)
{
	wio_loop *loop;
	GIVES(input_run(refused), 0);
	GIVES(input_run_virtually(shares), 0);
	REFUSED(wio_loop_set_eager_start(NULL, WIO_START_EAGER), WIO_EINVAL, "not a loop");
	GIVES(wio_loop_new(&loop), 0);
	REFUSED(wio_loop_set_eager_start(loop, (const wio_start *)input_junk),
	        WIO_EINVAL, "neither");
	GIVES(wio_loop_set_eager_start(loop, WIO_START_EAGER), 0);
	GIVES(wio_loop_close(loop), 0);
	wio_loop_release(loop);
}

/* ---- where they start ---- */

static int ran;

static int runs(void *unused)
{
	(void)unused;
	ran++;
	GIVES(wio_sleep(0), 0);
	ran++;
	return 0;
}

static int from_callback(void *unused)
{
	(void)unused;
	GIVES(wio_create_task(NULL, runs, NULL, &eager), 0);
	GIVES(ran, 1);
	CHECK(wio_current_task() == NULL);
	return 0;
}

static int calls_back(void *unused)
{
	(void)unused;
	ran = 0;
	GIVES(wio_loop_call_soon(wio_get_running_loop(), from_callback, NULL, NULL,
	                         NULL), 0);
	GIVES(wio_sleep(0), 0);
	GIVES(wio_sleep(0), 0);
	GIVES(ran, 2);
	return 0;
}

CASE(eager_from_a_callback)
{
	wio_loop *loop;
	GIVES(input_run(calls_back), 0);
	/* A loop that is not running starts none. */
	ran = 0;
	GIVES(wio_loop_new(&loop), 0);
	wio_task *task;
	GIVES(wio_loop_create_task(loop, &task, runs, NULL, &eager), 0);
	GIVES(ran, 0);
	GIVES(wio_loop_run_until_complete(loop, wio_task_future(task)), 0);
	GIVES(ran, 2);
	wio_task_release(task);
	GIVES(wio_loop_close(loop), 0);
	wio_loop_release(loop);
}

/* ---- in a group ---- */

static int ends_group(void *group)
{
	GIVES(wio_group_create_task(group, NULL, sleeps, NULL, &eager), 0);
	GIVES(wio_group_cancel(group), 1);
	return wio_sleep(WIO_S(1000));
}

static int cancelled_from_within(void *unused)
{
	(void)unused;
	wio_group *group;
	wio_task *task;
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_create_task(group, &task, ends_group, group, &eager), 0);
	GIVES(wio_group_close(group, wio_sleep(WIO_S(1000))), 0);
	CHECK(wio_task_cancelled(task));
	wio_task_release(task);
	GIVES(input_now(), 0);
	return 0;
}

CASE(eager_that_ends_its_group)
{
	GIVES(input_run_virtually(cancelled_from_within), 0);
}

/* ---- interrupted ---- */

static int is_interrupted(void *unused)
{
	(void)unused;
	GIVES(wio_interrupt(NULL), 1);
	GIVES(wio_interrupt(NULL), 2);
	return wio_check_interrupt();
}

static int interrupted_within(void *unused)
{
	(void)unused;
	REFUSED(wio_create_task(NULL, is_interrupted, NULL, &eager), WIO_EINTERRUPTED,
	        "interrupted");
	return 0;
}

static int exits(void *unused)
{
	(void)unused;
	return wio_exit(3);
}

static int exits_within(void *unused)
{
	wio_task *task = (wio_task *)input_junk;
	(void)unused;
	REFUSED(wio_create_task(&task, exits, NULL, &eager), WIO_EEXIT, "3");
	CHECK(task == NULL);
	return 0;
}

CASE(eager_that_exits)
{
	GIVES(input_run(exits_within), 0);
}

CASE(eager_that_is_interrupted)
{
	/* Its maker has taken the second; the first waits for a wait. */
	GIVES(input_run(interrupted_within), WIO_EINTERRUPTED);
}
