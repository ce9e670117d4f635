// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "input.h"

static wio_future *future;
static wio_task *task;
static wio_runner *its_runner;
static wio_lock lock;
static wio_event event;
static wio_semaphore semaphore;
static wio_limiter limiter = WIO_LIMITER(1);
static wio_loan loan, next_loan;
static wio_condition condition;
static wio_barrier barrier = WIO_BARRIER(2);
static wio_queue *empty, *full;
static wio_group *group;
static wio_timeout *timeout;
static wio_handle *handle;
static wio_signals *signals;
static wio_as_completed *each;

static int done(wio_future *unused, void *arg)
{
	(void)unused;
	(void)arg;
	return 0;
}

/* What a loop's own thread alone may do. */
static void uses_what_is_not_its_own(void)
{
	wio_task *none;
	const char *text = "its loop is another thread's";
	wio_loop *loop = wio_future_get_loop(future);
	wio_future *made;
	REFUSED(wio_future_set_result(future, 1), WIO_EOTHERLOOP, text);
	REFUSED(wio_future_set_value(future, 1, NULL, NULL), WIO_EOTHERLOOP, text);
	REFUSED(wio_future_set_exception(future, -1, NULL), WIO_EOTHERLOOP, text);
	REFUSED(wio_future_cancel(future, NULL), WIO_EOTHERLOOP, text);
	REFUSED(wio_future_add_done_callback(future, done, NULL, NULL),
	        WIO_EOTHERLOOP, text);
	REFUSED(wio_future_new(&made, loop), WIO_EOTHERLOOP, text);
	REFUSED(wio_task_cancel(task, NULL), WIO_EOTHERLOOP, text);
	REFUSED(wio_loop_create_task(loop, NULL, input_nothing, NULL, NULL),
	        WIO_EOTHERLOOP, text);
	REFUSED(wio_loop_call_soon(loop, input_nothing, NULL, NULL, NULL),
	        WIO_EOTHERLOOP, text);
	REFUSED(wio_loop_call_later(loop, 1, input_nothing, NULL, NULL, NULL),
	        WIO_EOTHERLOOP, text);
	REFUSED(wio_loop_run_forever(loop), WIO_EOTHERLOOP, text);
	REFUSED(wio_loop_run_until_complete(loop, future), WIO_EOTHERLOOP, text);
	REFUSED(wio_loop_set_exception_handler(loop, NULL, NULL), WIO_EOTHERLOOP,
	        text);
	REFUSED(wio_loop_close(loop), WIO_EOTHERLOOP, text);
	REFUSED(wio_loop_at_close(loop, &(wio_closing){.fn = input_nothing}),
	        WIO_EOTHERLOOP, text);
	REFUSED(wio_group_cancel(group), WIO_EOTHERLOOP, text);
	REFUSED(wio_loop_set_slow_callback_duration(loop, 1), WIO_EOTHERLOOP, text);
	REFUSED(wio_loop_set_eager_start(loop, WIO_START_EAGER), WIO_EOTHERLOOP, text);
	REFUSED(wio_task_uncancel(task), WIO_EOTHERLOOP, text);
	REFUSED(wio_task_interrupt(task), WIO_EOTHERLOOP, text);
	REFUSED(wio_runner_start(its_runner, &none, input_nothing, NULL, NULL), WIO_EOTHERLOOP,
	        text);
	REFUSED(wio_task_set_name(task, "x"), WIO_EOTHERLOOP, text);
	REFUSED(wio_timeout_reschedule(timeout, 1), WIO_EOTHERLOOP, text);
	REFUSED(wio_future_remove_done_callback(future, done, NULL), WIO_EOTHERLOOP,
	        text);
	/* What returns no error reports it, and does nothing. */
	wio_loop_stop(loop);
	CHECK(strstr(wio_error_message(wio_last_error()), "wio_loop_stop: its loop"));
	wio_loop_call_exception_handler(loop, &(wio_report){0});
	CHECK(strstr(wio_error_message(wio_last_error()),
	             "wio_loop_call_exception_handler: its loop"));
	wio_loop_set_debug(loop, true);
	CHECK(!wio_loop_get_debug(loop));
	wio_handle_cancel(handle);
	CHECK(!wio_handle_cancelled(handle));
	REFUSED(wio_call_graph(future, NULL, 0), WIO_EOTHERLOOP, text);
	REFUSED(wio_future_add_to_awaited_by(future, task), WIO_EOTHERLOOP, text);
	REFUSED(wio_task_stop(task, 0), WIO_EOTHERLOOP, text);
	wio_signals_close(signals);
	CHECK(strstr(wio_error_message(wio_last_error()), "wio_signals_close: its loop"));
	wio_as_completed_close(each);
	CHECK(strstr(wio_error_message(wio_last_error()), "as_completed_close: its loop"));
	REFUSED(wio_waiters_wake(&event.waiters), WIO_EOTHERLOOP, text);
	REFUSED(wio_waiters_wake_all(&event.waiters), WIO_EOTHERLOOP, text);
	REFUSED(wio_event_set(&event), WIO_EOTHERLOOP, text);
	REFUSED(wio_lock_release(&lock), WIO_EOTHERLOOP, text);
	REFUSED(wio_semaphore_release(&semaphore), WIO_EOTHERLOOP, text);
	REFUSED(wio_limiter_release(&limiter, &loan), WIO_EOTHERLOOP, text);
	REFUSED(wio_limiter_set_total(&limiter, 2), WIO_EOTHERLOOP, text);
	REFUSED(wio_condition_notify(&condition, 1), WIO_EOTHERLOOP, text);
	REFUSED(wio_condition_notify_all(&condition), WIO_EOTHERLOOP, text);
	REFUSED(wio_barrier_wait(&barrier), WIO_EOTHERLOOP, text);
	REFUSED(wio_barrier_reset(&barrier), WIO_EOTHERLOOP, text);
	REFUSED(wio_barrier_abort(&barrier), WIO_EOTHERLOOP, text);
	GIVES(wio_barrier_n_waiting(&barrier), 1);
	CHECK(!wio_barrier_broken(&barrier));
	int item = 7;
	REFUSED(wio_queue_put(empty, &item), WIO_EOTHERLOOP, text);
	REFUSED(wio_queue_put_nowait(empty, &item), WIO_EOTHERLOOP, text);
	REFUSED(wio_queue_shutdown(empty, false), WIO_EOTHERLOOP, text);
	REFUSED(wio_queue_get(full, &item), WIO_EOTHERLOOP, text);
	REFUSED(wio_queue_get_nowait(full, &item), WIO_EOTHERLOOP, text);
	REFUSED(wio_queue_task_done(full), WIO_EOTHERLOOP, text);
	REFUSED(wio_queue_shutdown(full, true), WIO_EOTHERLOOP, text);
	CHECK(wio_queue_empty(empty) && wio_queue_full(full));
	GIVES(item, 7);
}

static void *in_thread(void *unused)
{
	(void)unused;
	REFUSED(wio_sleep(WIO_MS(1)), WIO_ENOSUSPEND, "only a task can wait");
	REFUSED(wio_await(future, NULL), WIO_ENOSUSPEND, "only a task can wait");
	REFUSED(wio_create_task(NULL, input_nothing, NULL, NULL), WIO_ENOTRUNNING,
	        "no loop is running");
	REFUSED(wio_group_open(&(wio_group *){NULL}), WIO_ENOTRUNNING,
	        "not inside a task");
	uses_what_is_not_its_own();
	GIVES(wio_interrupt(NULL), WIO_ENOTRUNNING);
	CHECK(wio_current_task() == NULL && wio_get_running_loop() == NULL);
	/* The last object of a thread takes the record of its errors along. */
	wio_runner *runner;
	GIVES(wio_runner_new(&runner, NULL), 0);
	wio_runner_free(runner);
	return NULL;
}

static int waits_for_event(void *unused)
{
	(void)unused;
	return wio_event_wait(&event);
}

static int waits_for_lock(void *unused)
{
	(void)unused;
	return wio_lock_acquire(&lock);
}

static int waits_for_limiter(void *unused)
{
	(void)unused;
	int r = wio_limiter_acquire(&limiter, &next_loan);
	return r < 0 ? r : wio_limiter_release(&limiter, &next_loan);
}

static int waits_for_semaphore(void *unused)
{
	(void)unused;
	return wio_semaphore_acquire(&semaphore);
}

static int waits_for_condition(void *unused)
{
	(void)unused;
	GIVES(wio_lock_acquire(wio_condition_lock(&condition)), 0);
	return wio_condition_wait(&condition);
}

static int waits_at_barrier(void *unused)
{
	(void)unused;
	return wio_barrier_wait(&barrier);
}

static int gets(void *unused)
{
	(void)unused;
	int item;
	return wio_queue_get(empty, &item);
}

static int puts_in(void *unused)
{
	(void)unused;
	return wio_queue_put(full, &(int){2});
}

static int joins(void *unused)
{
	(void)unused;
	return wio_queue_join(full);
}

/* Each of these is this thread's while somebody waits. */
static void has_waiters(void)
{
	GIVES(wio_queue_new(&empty, sizeof(int), NULL), 0);
	GIVES(wio_queue_new(&full, sizeof(int), &(wio_queue_options){.maxsize = 1}), 0);
	GIVES(wio_queue_put(full, &(int){1}), 0);
	GIVES(wio_create_task(NULL, gets, NULL, NULL), 0);
	GIVES(wio_create_task(NULL, puts_in, NULL, NULL), 0);
	GIVES(wio_create_task(NULL, joins, NULL, NULL), 0);
	GIVES(wio_create_task(NULL, waits_at_barrier, NULL, NULL), 0);
	GIVES(wio_lock_acquire(&lock), 0);
	GIVES(wio_create_task(NULL, waits_for_event, NULL, NULL), 0);
	GIVES(wio_create_task(NULL, waits_for_lock, NULL, NULL), 0);
	GIVES(wio_create_task(NULL, waits_for_semaphore, NULL, NULL), 0);
	GIVES(wio_limiter_acquire(&limiter, &loan), 0);
	GIVES(wio_create_task(NULL, waits_for_limiter, NULL, NULL), 0);
	GIVES(wio_create_task(NULL, waits_for_condition, NULL, NULL), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_lock_acquire(wio_condition_lock(&condition)), 0);
}

static int starts_a_thread(void *unused)
{
	(void)unused;
	pthread_t thread;
	task = wio_current_task();
	GIVES(wio_future_new(&future, NULL), 0);
	has_waiters();
	GIVES(wio_signals_open(&signals, WIO_SIGNAL_HANGUP), 0);
	GIVES(wio_as_completed_open(&each, NULL, 0, WIO_FOREVER), 0);
	GIVES(wio_timeout_open(&timeout, WIO_FOREVER), 0);
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_loop_call_later(wio_get_running_loop(), WIO_S(99), input_nothing,
	                          NULL, NULL, &handle), 0);
	GIVES(pthread_create(&thread, NULL, in_thread, NULL), 0);
	GIVES(pthread_join(thread, NULL), 0);
	wio_as_completed_close(each);
	wio_signals_close(signals);
	wio_handle_cancel(handle);
	wio_handle_release(handle);
	wio_queue_release(empty);
	wio_queue_release(full);
	CHECK(!wio_future_done(future));
	wio_future_release(future);
	GIVES(wio_group_close(group, 0), 0);
	GIVES(wio_timeout_close(timeout, 0), 0);
	GIVES(wio_lock_release(wio_condition_lock(&condition)), 0);
	GIVES(wio_limiter_release(&limiter, &loan), 0);
	return wio_yield();
}

/* ---- concurrent futures ---- */

static void refuses_concurrent(wio_concurrent *none)
{
	REFUSED(wio_concurrent_result(none, 0), WIO_EINVAL, "not a concurrent future");
	REFUSED(wio_concurrent_cancel(none), WIO_EINVAL, "not a concurrent future");
	CHECK(!wio_concurrent_done(none) && wio_concurrent_retain(none) == NULL);
	wio_concurrent_release(none);
}

static int sleeps(void *unused)
{
	(void)unused;
	return wio_sleep(WIO_FOREVER);
}

CASE(coroutines_of_other_threads)
{
	wio_loop *loop;
	wio_concurrent *c = (wio_concurrent *)input_junk;
	const wio_call_options context = {.context = (wio_context *)input_junk};
	refuses_concurrent(NULL);
	refuses_concurrent((wio_concurrent *)input_junk);
	REFUSED(wio_run_coroutine_threadsafe(&c, NULL, sleeps, NULL, &input_call),
	        WIO_EINVAL, "not a loop");
	CHECK(c == NULL);
	GIVES(input_freed(), 1);
	GIVES(wio_loop_new(&loop), 0);
	REFUSED(wio_run_coroutine_threadsafe(&c, loop, NULL, NULL, NULL), WIO_EINVAL,
	        "fn is NULL");
	REFUSED(wio_run_coroutine_threadsafe(&c, loop, sleeps, NULL, &context),
	        WIO_EINVAL, "a context is of one thread");
	wio_call_options sized = {.arg_size = 4};
	REFUSED(wio_run_coroutine_threadsafe(&c, loop, sleeps, NULL, &sized), WIO_EINVAL,
	        "arg is NULL");
	sized.arg_size = SIZE_MAX;
	GIVES(wio_run_coroutine_threadsafe(&c, loop, sleeps, input_junk, &sized),
	      WIO_ENOMEM);
	STARVES(wio_run_coroutine_threadsafe(&c, loop, sleeps, NULL, NULL));
	GIVES(wio_run_coroutine_threadsafe(&c, loop, sleeps, NULL, &input_call), 0);
	REFUSED(wio_concurrent_result(c, WIO_FOREVER), WIO_EDEADLK,
	        "would wait for itself");
	REFUSED(wio_concurrent_result(c, 0), WIO_ETIMEDOUT, "not done yet");
	GIVES(wio_loop_close(loop), 0);
	GIVES(input_freed(), 1);
	REFUSED(wio_concurrent_result(c, 0), WIO_ECLOSED, "the loop was closed before");
	wio_concurrent_release(c);
	REFUSED(wio_run_coroutine_threadsafe(&c, loop, sleeps, NULL, NULL), WIO_ECLOSED,
	        "the loop is closed");
	wio_loop_release(loop);
}

static int cancels_concurrent(void *unused)
{
	(void)unused;
	wio_concurrent *c;
	GIVES(wio_run_coroutine_threadsafe(&c, wio_get_running_loop(), sleeps, NULL,
	                                   &input_call),
	      0);
	GIVES(wio_concurrent_cancel(c), 1);
	GIVES(wio_concurrent_cancel(c), 0);
	REFUSED(wio_concurrent_result(c, WIO_FOREVER), WIO_ECANCELED,
	        "the task was cancelled");
	wio_concurrent_release(c);
	for (int i = 0; i < 5; i++)
		GIVES(wio_yield(), 0);
	GIVES(input_freed(), 1);
	return 0;
}

CASE(coroutines_that_are_cancelled)
{
	GIVES(input_run(cancels_concurrent), 0);
}

static int waits_for_itself(void *executor)
{
	REFUSED(wio_executor_shutdown(executor, true, false), WIO_EDEADLK,
	        "would wait for itself");
	return 0;
}

static int shuts_down(void *unused)
{
	(void)unused;
	wio_executor *executor;
	GIVES(wio_executor_new(&executor, NULL), 0);
	GIVES(wio_run_in_executor(&future, executor, waits_for_itself, executor, NULL),
	      0);
	GIVES(wio_await(future, NULL), 0);
	wio_future_release(future);
	wio_executor_release(executor);
	return 0;
}

CASE(executor_in_its_own_job)
{
	GIVES(input_run(shuts_down), 0);
}

/* ---- variables ---- */

static void *sets(void *var)
{
	REFUSED(wio_contextvar_set(var, NULL, NULL), WIO_ESTATE,
	        "'variable' is another thread's: here it can only be read");
	wio_runner *runner;
	GIVES(wio_runner_new(&runner, NULL), 0);
	wio_runner_free(runner);
	return NULL;
}

CASE(variables_in_another_thread)
{
	pthread_t thread;
	wio_contextvar *var;
	GIVES(wio_contextvar_new(&var, "variable", NULL), 0);
	GIVES(pthread_create(&thread, NULL, sets, var), 0);
	GIVES(pthread_join(thread, NULL), 0);
	wio_contextvar_release(var);
}

CASE(wait_in_another_thread)
{
	wio_loop *loop;
	GIVES(wio_runner_new(&its_runner, NULL), 0);
	GIVES(wio_runner_get_loop(its_runner, &loop), 0);
	GIVES(input_run(starts_a_thread), 0);
	GIVES(wio_runner_close(its_runner), 0);
	wio_runner_free(its_runner);
}

/* ---- descriptors, which are natively alone for sure ---- */

static int ends[2];

/* What each of its waits gave. */
static int insists_on_input(void *count)
{
	int r;
	while ((r = wio_wait_fd(ends[0], WIO_READABLE)) == WIO_ECANCELED)
		++*(int *)count;
	return r;
}

static int is_stopped(void *unused)
{
	wio_task *waits;
	int count = 0;
	(void)unused;
	GIVES(wio_create_task(&waits, insists_on_input, &count, NULL), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_task_stop(waits, WIO_MS(1)), 1);
	CHECK(wio_task_cancelled(waits) && count == 1);
	wio_task_release(waits);
	/* The second interrupt of a run that is not driven. */
	GIVES(wio_runner_start(its_runner, &waits, insists_on_input, &count, NULL), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_task_interrupt(waits), 1);
	GIVES(wio_yield(), 0);
	GIVES(wio_task_interrupt(waits), 2);
	GIVES(wio_await(waits, NULL), WIO_EINTERRUPTED);
	wio_task_release(waits);
	return 0;
}

CASE(waits_for_descriptors_that_end)
{
	GIVES(pipe(ends), 0);
	GIVES(wio_runner_new(&its_runner, NULL), 0);
	GIVES(wio_runner_run(its_runner, is_stopped, NULL, NULL), 0);
	GIVES(wio_runner_close(its_runner), 0);
	wio_runner_free(its_runner);
	close(ends[0]);
	close(ends[1]);
}
