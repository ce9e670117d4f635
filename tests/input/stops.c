// SPDX-License-Identifier: MIT
/* Tasks that are stopped, and do not want to end. */
#include <string.h>

#include "input.h"
#include "core/loop.h"

static int waits; /* how many were begun */
static int cleaned;

static int cleans(void *unused)
{
	(void)unused;
	int r = wio_sleep(WIO_S(1));
	cleaned += r == 0 ? 1 : 100;
	return r < 0 ? r : 0;
}

static int obeys(void *unused)
{
	(void)unused;
	int r = wio_sleep(WIO_S(1000));
	return r < 0 && wio_sleep(WIO_S(1)) == 0 ? r : 0;
}

/* Goes on after a cancel, and is done after an interrupt. */
static int ignores_cancels(void *unused)
{
	(void)unused;
	int r;
	do
		r = wio_sleep(WIO_S(1000));
	while (r == WIO_ECANCELED);
	/* There may be a wait in it. */
	if (r < 0 && wio_sleep(WIO_S(1)) < 0)
		cleaned += 100;
	return r;
}

static int ignores_all(void *unused)
{
	(void)unused;
	wio_defer(cleans, NULL);
	while (waits++ < 10000)
		if (wio_sleep(WIO_S(1000)) == 0)
			waits += 10000;
	return 0;
}

static int yields_for_ever(void *unused)
{
	(void)unused;
	while (waits++ >= 0)
		(void)wio_yield();
	return 0;
}

static int is_shielded(void *unused)
{
	(void)unused;
	wio_shield_scope *shield;
	GIVES(wio_shield_open(&shield), 0);
	int r = wio_sleep(WIO_S(1000));
	return wio_shield_close(shield, r);
}

static wio_task *begun(wio_fn *fn, void *arg)
{
	wio_task *task;
	waits = cleaned = 0;
	GIVES(wio_create_task(&task, fn, arg, NULL), 0);
	GIVES(wio_yield(), 0);
	return task;
}

/* Stops it, which takes so many seconds. */
#define STOP(task, grace, gives, seconds) \
	do { \
		const int before = input_now(); \
		GIVES(wio_task_stop((task), (grace)), (gives)); \
		CHECK(input_now() - before == (seconds)); \
	} while (0)

static bool was_forced(wio_task *task)
{
	bool is = wio_task_cancelled(task) &&
	          strstr(wio_error_message(wio_task_error(task)), "went on");
	wio_task_release(task);
	return is;
}

static int stops(void *unused)
{
	(void)unused;
	wio_task *task = begun(obeys, NULL);
	STOP(task, WIO_S(5), 0, 1);
	CHECK(wio_task_cancelled(task));
	STOP(task, WIO_S(5), 0, 0);
	CHECK(!was_forced(task));
	task = begun(obeys, NULL);
	STOP(task, WIO_FOREVER, 0, 1);
	wio_task_release(task);
	/* Before it has begun. */
	GIVES(wio_create_task(&task, ignores_all, NULL, NULL), 0);
	waits = 0;
	STOP(task, 0, 0, 0);
	CHECK(wio_task_cancelled(task) && waits == 0);
	wio_task_release(task);
	/* Once its grace is over it is told once, and may clean up. */
	task = begun(ignores_cancels, NULL);
	STOP(task, WIO_S(5), 1, 6);
	CHECK(cleaned == 0 && was_forced(task));
	/* Shields do not keep it out. */
	task = begun(is_shielded, NULL);
	STOP(task, WIO_S(5), 1, 5);
	CHECK(was_forced(task));
	/* It goes on once more: no wait begins any more. */
	task = begun(ignores_all, NULL);
	STOP(task, WIO_S(5), 1, 11);
	CHECK(waits == 103 && cleaned == 1 && was_forced(task));
	/* Others wait as ever. */
	CHECK(wio_get_running_loop()->forced == 0);
	return wio_sleep(WIO_S(1));
}

/* While it is ready no virtual time goes by. */
static int stops_who_yields(void *unused)
{
	(void)unused;
	wio_task *task = begun(yields_for_ever, NULL);
	GIVES(wio_task_stop(task, WIO_MS(2)), 1);
	CHECK(was_forced(task));
	return 0;
}

/* A wait for what a cancel does not end. */
static int awaits_stubborn(void *task)
{
	int r = wio_await_task(task, NULL);
	return r == WIO_EINTERRUPTED ? r : 5;
}

static int stops_who_waits(void *unused)
{
	(void)unused;
	wio_task *stubborn = begun(ignores_cancels, NULL);
	wio_task *task = begun(awaits_stubborn, stubborn);
	STOP(task, WIO_S(3), 1, 3);
	CHECK(was_forced(task) && !wio_task_done(stubborn));
	STOP(stubborn, 0, 1, 0);
	CHECK(was_forced(stubborn));
	/* A task of a group: the group and the run go on. */
	wio_group *group;
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_create_task(group, &task, ignores_all, NULL, NULL), 0);
	GIVES(wio_yield(), 0);
	STOP(task, WIO_S(1), 1, 3);
	CHECK(was_forced(task));
	return wio_group_close(group, 0);
}

static int stops_slowly(void *task)
{
	return wio_task_stop(task, WIO_S(9));
}

/* Who stops is cancelled: the other one has been asked, and that is all. */
static int is_cancelled(void *unused)
{
	(void)unused;
	wio_task *task = begun(ignores_cancels, NULL);
	wio_task *stopper = begun(stops_slowly, task);
	GIVES(wio_task_cancel(stopper, NULL), 1);
	GIVES(wio_await(stopper, NULL), WIO_ECANCELED);
	wio_task_release(stopper);
	GIVES(wio_sleep(WIO_S(100)), 0);
	CHECK(!wio_task_done(task) && wio_task_cancelling(task) == 1);
	STOP(task, WIO_S(2), 1, 3);
	wio_task_release(task);
	REFUSED(wio_task_stop(wio_current_task(), 0), WIO_EINVAL,
	        "the caller's own task");
	task = begun(obeys, NULL);
	STARVES(wio_task_stop(task, 0));
	GIVES(wio_await(task, NULL), WIO_ECANCELED);
	wio_task_release(task);
	return 0;
}

/* ---- left in a call that waits for others ---- */

static wio_task *leaf;
static wio_queue *queue;
static wio_as_completed *each;

static int in_gather(void)
{
	return wio_gather(&leaf, 1, NULL, false);
}

static int in_wait(void)
{
	return wio_wait(&leaf, 1, WIO_ALL_COMPLETED, WIO_S(500));
}

static int in_wait_for(void)
{
	return wio_wait_for(leaf, WIO_S(500), NULL);
}

static int in_shield(void)
{
	return wio_shield(leaf, NULL);
}

static int in_stop(void)
{
	return wio_task_stop(leaf, WIO_S(500));
}

static int in_as_completed(void)
{
	wio_task *task;
	return wio_as_completed_next(each, &task);
}

static int in_get(void)
{
	int item;
	return wio_queue_get(queue, &item);
}

static int in_put(void)
{
	int item = 1;
	return wio_queue_put(queue, &item);
}

static int in_join(void)
{
	if (wio_queue_empty(queue))
		(void)in_put();
	return wio_queue_join(queue);
}

static int (*const calls[])(void) = {in_gather, in_wait, in_wait_for, in_shield, in_stop,
                                     in_as_completed, in_get, in_put, in_join};

static int calls_for_ever(void *call)
{
	for (;;)
		(*(int (*const *)(void))call)();
	return 0;
}

static int leaf_code(void *unused)
{
	(void)unused;
	while (wio_sleep(WIO_S(1000)) != WIO_EINTERRUPTED)
		;
	return 0;
}

/* Whoever asks what waits for the leaf sees none that is gone, and nothing of the call
 * is held: the runtime counts what is left. */
static int is_left_in_each(void *unused)
{
	(void)unused;
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
		wio_call_graph_entry entries[2];
		wio_task *task;
		GIVES(wio_queue_new(&queue, sizeof(int), &(wio_queue_options){.maxsize = 1}), 0);
		GIVES(wio_create_task(&leaf, leaf_code, NULL, NULL), 0);
		GIVES(wio_as_completed_open(&each, &leaf, 1, WIO_FOREVER), 0);
		GIVES(wio_create_task(&task, calls_for_ever, (void *)(uintptr_t)&calls[i], NULL), 0);
		GIVES(wio_yield(), 0);
		GIVES(wio_task_stop(task, WIO_S(1)), 1);
		CHECK(was_forced(task));
		wio_as_completed_close(each);
		GIVES(wio_call_graph(wio_task_future(leaf), entries, 2), 1);
		GIVES(wio_task_stop(leaf, 0), 1);
		wio_task_release(leaf);
		wio_queue_release(queue);
	}
	return 0;
}

CASE(tasks_stopped)
{
	REFUSED(wio_task_stop(NULL, 0), WIO_EINVAL, "not a task, but NULL");
	REFUSED(wio_task_stop((wio_task *)input_junk, 0), WIO_EINVAL, "not a task");
	GIVES(input_run_virtually(stops), 0);
	GIVES(input_run_virtually(stops_who_waits), 0);
	GIVES(input_run_virtually(is_cancelled), 0);
	GIVES(input_run(stops_who_yields), 0);
	GIVES(input_run_virtually(is_left_in_each), 0);
}
