// SPDX-License-Identifier: MIT
/*
 * all N STACKS      N instances at work at once: a line with the hash of each
 * stop WAY STACKS   one instance, whose work is ended at 50 of its waits,
 *                   or at each, where they are few
 *
 * WAY is cancel, timeout or interrupt, STACKS own or shared.
 */
#include "port.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wasyncio.h"

enum { POINTS = 50, MOST = 1000 };

static wio_task_options options;

static int wrong(const char *what, int r)
{
	printf("%s: %s (%d)\n", what, r < 0 ? wio_strerror_name(r) : "result", r);
	return r < 0 ? r : WIO_ESTATE;
}

/* ---- all ---- */

static struct one {
	int n;
	uint32_t hash;
} ones[MOST];

static int working, most_working;

static int work_of_one(void *arg)
{
	struct one *one = arg;
	if (++working > most_working)
		most_working = working;
	void *instance = port.open(one->n);
	int r = instance ? port.work(instance, &one->hash) : WIO_ENOMEM;
	if (instance)
		port.close(instance);
	working--;
	return r;
}

static int work_of_all(void *arg)
{
	const int *count = arg;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	for (int i = 0; r >= 0 && i < *count; i++) {
		ones[i].n = i;
		r = wio_group_create_task(group, NULL, work_of_one, &ones[i], &options);
	}
	r = wio_group_close(group, r);
	if (r < 0)
		return r;
	for (int i = 0; i < *count; i++)
		printf("%d %08lx\n", i, (unsigned long)ones[i].hash);
	printf("%d at once\n", most_working);
	return 0;
}

/* ---- stop ---- */

static wio_runner *runner;
static const char *way;
static void *instance;
static long waits, stop_at; /* counted from 1; 0: never */
static wio_task *stopped;
static wio_timeout *timeout;
static uint32_t hash;

static int stop(void *unused)
{
	(void)unused;
	if (strcmp(way, "timeout") == 0)
		return wio_timeout_reschedule(timeout, 0);
	if (strcmp(way, "interrupt") == 0)
		return wio_interrupt(runner) == 1 ? 0 : WIO_ESTATE;
	return wio_task_cancel(stopped, NULL) == 1 ? 0 : WIO_ESTATE;
}

int port_wait(void)
{
	if (++waits == stop_at) {
		int r = wio_loop_call_soon(wio_get_running_loop(), stop, NULL, NULL, NULL);
		if (r < 0)
			return r;
		/* As long as it takes: what ends this is the stop. */
		return wio_sleep(WIO_FOREVER);
	}
	return wio_yield();
}

static int open_one(void *unused)
{
	(void)unused;
	instance = port.open(1);
	return instance ? 0 : WIO_ENOMEM;
}

static int work(void *unused)
{
	(void)unused;
	stopped = wio_current_task();
	waits = 0;
	int r = wio_timeout_open(&timeout, WIO_FOREVER);
	if (r < 0)
		return r;
	return wio_timeout_close(timeout, port.work(instance, &hash));
}

static int check(void *unused)
{
	(void)unused;
	return port.check(instance);
}

static int close_one(void *unused)
{
	(void)unused;
	port.close(instance);
	return 0;
}

static int run(wio_fn *fn)
{
	return wio_runner_run(runner, fn, NULL, &options);
}

/* Ends the work at a wait, looks at what is left, and does the work again. */
static int stop_once(long at, int expected, uint32_t whole)
{
	int r = run(open_one);
	if (r < 0)
		return wrong("open", r);
	stop_at = at;
	r = run(work);
	stop_at = 0;
	if (r != expected)
		return wrong("stopped", r);
	r = run(check);
	if (r != 0)
		return wrong("check", r);
	r = run(work);
	if (r != 0 || hash != whole)
		return wrong("again", r);
	return run(close_one);
}

static int stop_all(void)
{
	int expected = strcmp(way, "timeout") == 0 ? WIO_ETIMEDOUT
	    : strcmp(way, "interrupt") == 0        ? WIO_EINTERRUPTED
	                                           : WIO_ECANCELED;
	int r = run(open_one);
	if (r >= 0)
		r = run(work);
	if (r >= 0)
		r = run(close_one);
	if (r < 0)
		return wrong("unstopped", r);
	long all = waits;
	uint32_t whole = hash;
	long points = all < 2 * POINTS ? all : POINTS;
	for (long i = 0; i < points; i++) {
		long at = 1 + (all - 1) * i / (points - 1);
		r = stop_once(at, expected, whole);
		if (r < 0) {
			printf("at wait %ld of %ld\n", at, all);
			return r;
		}
	}
	printf("%ld stops in %ld waits\n", points, all);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc != 4)
		return 2;
	if (strcmp(argv[3], "shared") == 0)
		options.shared_stack = true;
	else
		options.stack_size = port.stack_size;
	int r = wio_runner_new(&runner, NULL);
	if (r < 0)
		return 1;
	if (strcmp(argv[1], "all") == 0) {
		int count = atoi(argv[2]);
		if (count < 1 || count > MOST)
			return 2;
		r = wio_runner_run(runner, work_of_all, &count, NULL);
		if (r < 0)
			wrong("all", r);
	} else {
		way = argv[2];
		r = stop_all();
	}
	if (wio_runner_close(runner) < 0)
		r = -1;
	wio_runner_free(runner);
	return r < 0;
}
