// SPDX-License-Identifier: MIT
/* Coroutines that other threads have a loop run. */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "threads.h"

static wio_loop *loop;
static int odd = 1;
static pthread_t late_threads[THREADS];

/* ---- coroutines for threads ---- */

static int doubles(void *arg)
{
	const int n = *(int *)arg;
	if (n % 3 == 0)
		return wio_raise(FAILED, "no %d", n);
	if (n % 3 == 1)
		return wio_sleep(WIO_S(1000));
	CHECK(wio_yield() == 0);
	return 2 * n;
}

static void ask_for(int n)
{
	wio_concurrent *c;
	CHECK(wio_run_coroutine_threadsafe(
	          &c, loop, doubles, &n, &(wio_call_options){.arg_size = sizeof n}) == 0);
	if (n % 3 == 1) {
		if (n % 2)
			CHECK(wio_concurrent_result(c, WIO_MS(1)) == WIO_ETIMEDOUT);
		CHECK(!wio_concurrent_done(c) && wio_concurrent_cancel(c) == 1);
		CHECK(wio_concurrent_cancel(c) == 0);
		CHECK(wio_concurrent_result(c, WIO_FOREVER) == WIO_ECANCELED);
	} else {
		int r = wio_concurrent_result(c, WIO_FOREVER);
		CHECK(r == (n % 3 ? 2 * n : FAILED));
		CHECK(wio_concurrent_done(c) && wio_concurrent_cancel(c) == 0);
		if (r == FAILED)
			CHECK(strncmp(wio_error_message(wio_last_error()), "no ", 3) == 0);
	}
	wio_concurrent_release(wio_concurrent_retain(c));
	wio_concurrent_release(c);
}

static void *asker(void *arg)
{
	/* The records of its errors go with the thread. */
	for (int i = 0; i < 200; i++)
		ask_for(i);
	wio_loop_release(loop);
	return arg;
}

static int joins(void *threads)
{
	for (int i = 0; i < THREADS; i++)
		pthread_join(((pthread_t *)threads)[i], NULL);
	return 0;
}

static int is_asked(void *unused)
{
	(void)unused;
	static pthread_t threads[THREADS];
	loop = wio_get_running_loop();
	for (int i = 0; i < THREADS; i++) {
		wio_loop_retain(loop);
		CHECK(pthread_create(&threads[i], NULL, asker, NULL) == 0);
	}
	return wio_to_thread(joins, threads);
}

int coroutines(void)
{
	return run(is_asked, NULL);
}

/* ---- and when their loop closes ---- */

static void *late_asker(void *arg)
{
	wio_concurrent *c;
	int r;
	while (wio_run_coroutine_threadsafe(&c, loop, doubles, &odd, NULL) == 0) {
		if (rand() % 2)
			wio_concurrent_cancel(c);
		r = wio_concurrent_result(c, WIO_FOREVER);
		CHECK(r == WIO_ECANCELED || r == WIO_ECLOSED);
		wio_concurrent_release(c);
	}
	wio_loop_release(loop);
	return arg;
}

static int is_asked_late(void *unused)
{
	(void)unused;
	loop = wio_get_running_loop();
	for (int i = 0; i < THREADS; i++) {
		wio_loop_retain(loop);
		CHECK(pthread_create(&late_threads[i], NULL, late_asker, NULL) == 0);
	}
	return wio_sleep(WIO_MS(5));
}

int late_coroutines(void)
{
	int r = run(is_asked_late, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(late_threads[i], NULL);
	return r;
}

/* ---- one that ends the run, eagerly as well ---- */

static int exits(void *unused)
{
	(void)unused;
	return wio_exit(7);
}

static void *ends_the_run(void *arg)
{
	wio_concurrent *c;
	CHECK(wio_run_coroutine_threadsafe(&c, loop, exits, NULL, NULL) == 0);
	CHECK(wio_concurrent_result(c, WIO_FOREVER) == WIO_EEXIT);
	wio_concurrent_release(c);
	wio_loop_release(loop);
	return arg;
}

/* Nobody has its task, whose error is told to two others. */
static int hears(wio_loop *of, const wio_report *report, void *unused)
{
	(void)of;
	(void)unused;
	CHECK(report->kind == WIO_REPORT_NEVER_RETRIEVED && report->code == WIO_EEXIT);
	return 0;
}

static int is_ended(void *start)
{
	loop = wio_loop_retain(wio_get_running_loop());
	wio_loop_set_exception_handler(loop, hears, NULL);
	CHECK(wio_loop_set_eager_start(loop, start) == 0);
	CHECK(pthread_create(&late_threads[0], NULL, ends_the_run, NULL) == 0);
	return wio_sleep(WIO_S(1000));
}

int exits_of_coroutines(void)
{
	const wio_start *starts[] = {WIO_START_LAZY, WIO_START_EAGER};
	for (int i = 0; i < 2; i++) {
		int r = run(is_ended, (void *)(uintptr_t)starts[i]);
		CHECK(r == WIO_EEXIT);
		pthread_join(late_threads[0], NULL);
	}
	return 0;
}
