// SPDX-License-Identifier: MIT
/* Code that sleeps as libc has it, in tasks.  Time passes, but little. */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "wasyncio.h"

#define CHECK(condition) \
	((condition) ? (void)0 : failed(__LINE__, #condition))

static int failures;

static void failed(int line, const char *what)
{
	printf("sleeps.c:%d: %s\n", line, what);
	failures++;
}

/* ---- the others go on ---- */

static int ticks;

static int ticker(void *unused)
{
	(void)unused;
	for (;;) {
		int r = wio_yield();
		if (r < 0)
			return r;
		ticks++;
	}
}

static int by_usleep(void)
{
	return usleep(2000);
}

static int by_nanosleep(void)
{
	const struct timespec time = {0, 2000000};

	return nanosleep(&time, NULL);
}

static int by_sleep(void)
{
	return (int)sleep(0);
}

static int sleeper(void *unused)
{
	static int (*const ways[])(void) = {by_usleep, by_nanosleep, by_sleep};
	wio_task *other;

	(void)unused;
	CHECK(wio_create_task(&other, ticker, NULL, NULL) == 0);
	wio_yield();
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		int before = ticks;
		int64_t began = wio_loop_time(wio_get_running_loop());
		CHECK(ways[i]() == 0);
		CHECK(ticks > before);
		if (ways[i] != by_sleep)
			CHECK(wio_loop_time(wio_get_running_loop()) - began >= WIO_MS(2));
	}
	wio_task_cancel(other, NULL);
	CHECK(wio_await(other, NULL) == WIO_ECANCELED);
	wio_task_release(other);
	return 0;
}

/* ---- a cancel leaves ---- */

static bool cleaned, went_on;

static int clean(void *unused)
{
	(void)unused;
	cleaned = true;
	return 0;
}

static int sleeps_long(void *unused)
{
	(void)unused;
	wio_defer(clean, NULL);
	sleep(10000);
	went_on = true;
	return 0;
}

static int canceller(void *options)
{
	wio_task *task;

	cleaned = false;
	CHECK(wio_create_task(&task, sleeps_long, NULL, options) == 0);
	wio_yield();
	wio_task_cancel(task, NULL);
	CHECK(wio_await(task, NULL) == WIO_ECANCELED);
	CHECK(cleaned && !went_on);
	wio_task_release(task);
	return 0;
}

static int in_time(void *unused)
{
	wio_timeout *timeout;

	(void)unused;
	CHECK(wio_timeout_open(&timeout, WIO_MS(1)) == 0);
	int r = wio_protect(sleeps_long, NULL);
	CHECK(r == WIO_ECANCELED);
	CHECK(wio_timeout_close(timeout, r) == WIO_ETIMEDOUT);
	CHECK(!went_on);
	return 0;
}

static int interrupted(void *unused)
{
	(void)unused;
	wio_interrupt(NULL);
	sleep(10000);
	went_on = true;
	return 0;
}

/* ---- where nothing can wait ---- */

static int callback(void *done)
{
	CHECK(usleep(100) == 0);
	*(bool *)done = true;
	return 0;
}

static int calls(void *unused)
{
	bool done = false;

	(void)unused;
	CHECK(wio_loop_call_soon(wio_get_running_loop(), callback, &done, NULL,
	                         NULL) == 0);
	wio_yield();
	CHECK(done);
	/* Errors are libc's. */
	const struct timespec wrong = {0, -1};
	CHECK(nanosleep(&wrong, NULL) == -1 && errno == EINVAL);
	return 0;
}

static void run(wio_fn *fn, void *arg, int expected)
{
	wio_runner *runner;

	CHECK(wio_runner_new(&runner, NULL) == 0);
	CHECK(wio_runner_run(runner, fn, arg, NULL) == expected);
	CHECK(wio_runner_close(runner) == 0);
	wio_runner_free(runner);
}

int main(void)
{
	CHECK(usleep(100) == 0);
	run(sleeper, NULL, 0);
	run(canceller, NULL, 0);
	run(canceller, &(wio_task_options){.shared_stack = true}, 0);
	run(in_time, NULL, 0);
	run(interrupted, NULL, WIO_EINTERRUPTED);
	run(calls, NULL, 0);
	CHECK(!went_on);
	if (failures == 0)
		puts("all ok");
	return failures > 0;
}
