// SPDX-License-Identifier: MIT
/* Programs that end in a way of their own. */
#undef NDEBUG /* as in a build for debugging: a task knows its place */
#include "ends.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input.h"

static void say(const char *text)
{
	puts(text);
}

static void at_exit(void)
{
	say("atexit");
}

static int sleeper(void *unused)
{
	(void)unused;
	int r = wio_sleep(WIO_S(1000));
	say(wio_strerror_name(r));
	return r;
}

/* ---- exit in a coroutine ---- */

static int exits(void *unused)
{
	(void)unused;
	wio_create_task(NULL, sleeper, NULL, NULL);
	wio_yield();
	say("exit");
	exit(7);
}

static int end_by_exit(void)
{
	return wio_run(exits, NULL);
}

/* ---- main returns, and tasks are left ---- */

static int leaves_tasks(void *unused)
{
	(void)unused;
	wio_create_task(NULL, sleeper, NULL, NULL);
	return wio_yield();
}

static int end_with_tasks(void)
{
	static wio_runner *runner;
	wio_runner_new(&runner, NULL);
	wio_runner_run(runner, leaves_tasks, NULL, NULL);
	say("main returns");
	return 5;
}

static int end_unclosed(void)
{
	wio_runner *runner;
	wio_runner_new(&runner, NULL);
	wio_runner_run(runner, leaves_tasks, NULL, NULL);
	wio_runner_free(runner);
	return 0;
}

/* ---- errors ---- */

static int fails(void *unused)
{
	(void)unused;
	return wio_raise(WIO_EUSER, "something of the program's own");
}

static int end_by_error(void)
{
	return wio_run(fails, NULL);
}

static int waits_in_vain(void *unused)
{
	(void)unused;
	wio_future *future;
	wio_future_new(&future, NULL);
	int r = wio_await(future, NULL);
	wio_future_release(future);
	return r;
}

static int end_by_deadlock(void)
{
	return wio_run(waits_in_vain, NULL);
}

static int runs_again(void *unused)
{
	(void)unused;
	printf("inner %d\n", wio_run(fails, NULL));
	return 0;
}

static int end_nested(void)
{
	return wio_run(runs_again, NULL);
}

/* ---- a stack that is too small for what runs on it ---- */

/* Calls itself until the stack, whose top is near start, is all used. */
static int deep(uintptr_t start, size_t size)
{
	volatile char block[512];
	for (size_t i = 0; i < sizeof block; i++)
		block[i] = (char)i;
	if (start - (uintptr_t)block > size)
		return wio_yield();
	return deep(start, size) + block[3] - 3;
}

static int greedy(void *unused)
{
	volatile char here = 0;
	(void)unused;
	return deep((uintptr_t)&here, wio_task_stack_size(wio_current_task()));
}

static int overflows(void *unused)
{
	(void)unused;
	/* The record of a task comes from one that has ended, and below the new
	 * stack lies nothing but this: so nothing else is damaged. */
	wio_task *task;
	const wio_task_options small = {.name = "greedy", .stack_size = 12 * 1024};
	wio_create_task(&task, input_nothing, NULL,
	                &(wio_task_options){.name = "greedy"});
	wio_await(task, NULL);
	wio_task_release(task);
	char *below = malloc(8192);
	wio_create_task(NULL, greedy, NULL, &small);
	wio_yield();
	wio_yield();
	free(below);
	return 0;
}

static int aborts(void *unused)
{
	(void)unused;
	int r = wio_yield();
	if (r == 0)
		abort();
	return r;
}

static int awaits_abort(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = wio_create_task(&task, aborts, NULL,
	                        &(wio_task_options){.name = "desperate"});
	if (r < 0)
		return r;
	r = wio_await(task, NULL);
	wio_task_release(task);
	return r;
}

static int end_by_abort(void)
{
	return wio_run(awaits_abort, NULL);
}

static int end_by_overflow(void)
{
	return wio_run(overflows, NULL);
}

static const struct {
	const char *name;
	int (*play)(void);
} ends[] = {
    {"exit", end_by_exit},         {"tasks", end_with_tasks},
    {"unclosed", end_unclosed},    {"error", end_by_error},
    {"deadlock", end_by_deadlock}, {"nested", end_nested},
    {"overflow", end_by_overflow},
    {"abort", end_by_abort},
};

int input_end(const char *name)
{
	atexit(at_exit);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (strcmp(ends[i].name, name) == 0)
			return ends[i].play();
	return 2;
}
