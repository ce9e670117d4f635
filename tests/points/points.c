// SPDX-License-Identifier: MIT
/*
 * points search|sort|jump|generator|self [shared]: a task that never waits again is
 * ended by the second interrupt; what it deferred runs, and the program goes on.
 * generator: one that is in a generator is told so by that.  self: the interrupts are
 * its own.  shared: on a stack that it shares.
 */
#include <setjmp.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "unaware.h"
#include "wasyncio.h"

static wio_task_options options;
static wio_runner *running;

static void say(const char *text)
{
	puts(text);
	fflush(stdout);
}

static int cleanup(void *arg)
{
	printf("cleanup of %s\n", (const char *)arg);
	int r = wio_sleep(WIO_MS(1));
	/* It has waited: the frame that it is about is there all the same. */
	printf("%s, cleanup of %s\n", wio_strerror(r), (const char *)arg);
	return 0;
}

/* Below a setjmp that has been landed in, and one that has not. */
static void jump(void)
{
	jmp_buf first;
	jmp_buf second;
	if (setjmp(first) == 0)
		longjmp(first, 1);
	if (setjmp(second) == 0)
		search(1);
}

static int compute(void *arg)
{
	const char *how = arg;
	char name[16];
	snprintf(name, sizeof name, "<%s>", how);
	int mark = wio_defer(cleanup, name);
	if (mark < 0)
		return mark;
	unsigned numbers[] = {7, 5, 3};
	say("computing");
	if (strcmp(how, "self") == 0) {
		wio_interrupt(running);
		wio_interrupt(running);
		search(1);
	} else if (strcmp(how, "sort") == 0)
		sort(numbers, 3);
	else if (strcmp(how, "jump") == 0)
		jump();
	else
		search(1);
	say("never");
	return 0;
}

static int ask(void *how)
{
	wio_generator *generator;
	int r = wio_generator_new(&generator, 0, compute, how, NULL);
	if (r < 0)
		return r;
	r = wio_generator_next(generator, NULL);
	wio_generator_release(generator);
	return r;
}

static int other(void *ticks)
{
	for (;;) {
		int r = wio_sleep(WIO_MS(1));
		if (r < 0)
			return r;
		++*(int *)ticks;
	}
}

static bool app_is_done;

/* The first interrupt cancels main, and so what it waits for; that does not
 * wait.  The second ends that, and the run; main goes on in the next. */
static int app(void *how)
{
	static int ticks;
	wio_task *task;
	wio_task *background;
	int r = wio_create_task(&background, other, &ticks, &options);
	if (r < 0)
		return r;
	const bool asks = strcmp(how, "generator") == 0;
	r = wio_create_task(&task, asks ? ask : compute, how, &options);
	if (r < 0)
		return r;
	int result;
	r = wio_await(task, &result);
	printf("main: %s, %s\n", r < 0 ? wio_strerror_name(r) : "waited",
	       wio_strerror_name(result));
	const int before = ticks;
	while (ticks < before + 3 && r == 0)
		r = wio_sleep(WIO_MS(1));
	say(wio_task_done(background) ? "the other has ended" : "the other goes on");
	wio_task_release(task);
	wio_task_release(background);
	app_is_done = true;
	return r;
}

static int again(void *unused)
{
	(void)unused;
	int r = 0;
	while (r == 0 && !app_is_done)
		r = wio_sleep(WIO_MS(1));
	if (r == 0)
		say("the next run works");
	return r;
}

int main(int argc, char **argv)
{
	wio_runner *runner;
	options.shared_stack = argc > 2 && strcmp(argv[2], "shared") == 0;
	int r = wio_runner_new(&runner, NULL);
	if (r < 0)
		return 1;
	running = runner;
	r = wio_runner_run(runner, app, argc > 1 ? argv[1] : "search", NULL);
	printf("run: %s\n", wio_strerror_name(r));
	r = wio_runner_run(runner, again, NULL, NULL);
	if (r < 0)
		printf("again: %s\n", wio_strerror_name(r));
	r = wio_runner_close(runner);
	printf("close: %d\n", r);
	wio_runner_free(runner);
	return 0;
}
