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

/* ---- left in a call, of which nothing stays behind ---- */

static wio_limiter limiter = WIO_LIMITER(1);
static wio_barrier barrier = WIO_BARRIER(2);
static wio_condition condition;
static wio_reader *reader;
static wio_writer *writer;
static wio_task *other;
static wio_as_completed *each;

static int nothing_comes(void *unused, void *buffer, size_t size)
{
	(void)unused;
	(void)buffer;
	(void)size;
	int r = wio_sleep(WIO_S(1000));
	return r < 0 ? r : 1;
}

static int nothing_goes(void *unused, const void *bytes, size_t size)
{
	(void)bytes;
	return nothing_comes(unused, NULL, size);
}

static int limits(void)
{
	wio_loan loan = {0};
	return wio_limiter_acquire(&limiter, &loan);
}

static int meets(void)
{
	return wio_barrier_wait(&barrier);
}

static int has_condition(void)
{
	wio_lock *lock = wio_condition_lock(&condition);
	int r = wio_lock_locked(lock) ? 0 : wio_lock_acquire(lock);
	return r < 0 ? r : wio_condition_wait(&condition);
}

static int reads(void)
{
	char byte;
	return wio_reader_read(reader, &byte, 1);
}

static int writes(void)
{
	return wio_writer_write(writer, "x", 1);
}

static int waits_for(void)
{
	return wio_wait(&other, 1, WIO_ALL_COMPLETED, WIO_S(1000));
}

static int shields(void)
{
	return wio_shield(other, NULL);
}

static int takes_next(void)
{
	wio_task *next;
	return wio_as_completed_next(each, &next);
}

static int insists(void *arg)
{
	int (*const *call)(void) = arg;
	while (waits++ < 10000)
		(void)(*call)();
	return 0;
}

static int sleeps_on(void *unused)
{
	(void)unused;
	return wio_sleep(WIO_FOREVER);
}

static int reads_once(void *unused)
{
	(void)unused;
	return reads();
}

static int is_left(void *unused)
{
	static int (*const calls[])(void) = {limits, meets, has_condition, reads,
	                                     writes, waits_for, shields, takes_next};
	static const wio_reader_source from = {.more = nothing_comes};
	static const wio_writer_sink to = {.take = nothing_goes};
	(void)unused;
	wio_loan loan = {0};
	wio_task *task;
	GIVES(wio_limiter_acquire(&limiter, &loan), 0);
	GIVES(wio_reader_new(&reader, &from, NULL), 0);
	GIVES(wio_writer_new(&writer, &to, NULL), 0);
	GIVES(wio_create_task(&other, sleeps_on, NULL, NULL), 0);
	GIVES(wio_as_completed_open(&each, &other, 1, WIO_FOREVER), 0);
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
		task = begun(insists, (void *)(uintptr_t)&calls[i]);
		STOP(task, WIO_S(1), 1, 2);
		CHECK(was_forced(task));
	}
	GIVES((int)wio_limiter_statistics(&limiter).waiting, 0);
	GIVES(wio_limiter_release(&limiter, &loan), 0);
	GIVES(wio_barrier_n_waiting(&barrier), 0);
	/* It is left with the lock that it has taken. */
	GIVES(wio_lock_release(wio_condition_lock(&condition)), 0);
	/* Nobody reads or writes any more. */
	task = begun(reads_once, NULL);
	GIVES(wio_task_cancel(task, NULL), 1);
	GIVES(wio_await(task, NULL), WIO_ECANCELED);
	wio_task_release(task);
	GIVES(wio_writer_abort(writer), 0);
	wio_reader_release(reader);
	wio_writer_release(writer);
	wio_as_completed_close(each);
	/* Who was left does not wait for it. */
	GIVES(wio_call_graph(wio_task_future(other), NULL, 0), 1);
	GIVES(wio_task_stop(other, 0), 0);
	wio_task_release(other);
	return 0;
}

/* A rollback in no hurry: meanwhile the host is not asked for a turn. */
static int cleans_slowly(void *unused)
{
	(void)unused;
	GIVES(wio_sleep(WIO_S(1)), 0);
	CHECK(wio_get_running_loop()->forced == 1);
	return 0;
}

static int ignores_all_slowly(void *unused)
{
	(void)unused;
	wio_defer(cleans_slowly, NULL);
	while (waits++ < 10000)
		(void)wio_sleep(WIO_FOREVER);
	return 0;
}

static int looks_on(void *unused)
{
	wio_loop *loop = wio_get_running_loop();
	(void)unused;
	GIVES(wio_sleep(WIO_MS(2500)), 0);
	GIVES((int)loop->forced, 1);
	return loop->attention == WIO__AT_ONCE;
}

static int is_calm(void *unused)
{
	(void)unused;
	wio_task *task = begun(ignores_all_slowly, NULL);
	wio_task *looker = begun(looks_on, NULL);
	STOP(task, WIO_S(1), 1, 3);
	CHECK(was_forced(task));
	GIVES(wio_await(looker, NULL), 0);
	wio_task_release(looker);
	return 0;
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
	        "cannot wait for itself");
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
	GIVES(input_run_virtually(is_left), 0);
	GIVES(input_run_virtually(is_calm), 0);
	GIVES(input_run(stops_who_yields), 0);
	GIVES(input_run_virtually(is_left_in_each), 0);
}
