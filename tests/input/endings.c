// SPDX-License-Identifier: MIT
/* Generators that end with something else: their loop, or the task that is in them. */
#include <string.h>

#include "counting.h"
#include "input.h"

static int called; /* digits, in order */

static int note(void *digit)
{
	called = called * 10 + *(int *)digit;
	return wio_yield();
}

static int called_by_now(void)
{
	int was = called;
	called = 0;
	return was;
}

static int digits[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

/* It gives one item, and has a cleanup. */
static int defers(void *unused)
{
	CHECK(wio_defer(note, &digits[1]) > 0);
	return counts(unused);
}

static wio_generator *kept;

static int leaves_one(void *unused)
{
	(void)unused;
	kept = begun(counts, NULL);
	return 0;
}

/* ---- loops that are closed ---- */

static int never_ends(void *unused)
{
	int r;
	CHECK(wio_defer(note, &digits[5]) > 0);
	for (;;) {
		r = counts(unused);
		GIVES(r, WIO_ECLOSED);
		int item = 1;
		REFUSED(wio_generator_yield(&item, NULL), WIO_ECLOSED, "closed");
	}
	return r;
}

static int waits_when_closed(void *unused)
{
	(void)unused;
	int r = counts(NULL);
	GIVES(r, WIO_ECLOSED);
	GIVES(wio_sleep(WIO_S(1)), WIO_ECLOSED);
	called = called * 10 + 4;
	return r;
}

static int opens_three(void *unused)
{
	(void)unused;
	kept = begun(never_ends, NULL);
	wio_generator_release(begun(waits_when_closed, NULL));
	GIVES(wio_sleep(WIO_FOREVER), WIO_ECLOSED);
	GIVES(wio_generator_next(kept, NULL), WIO_ECLOSED);
	wio_generator *generator = new_generator(counts, NULL);
	REFUSED(wio_generator_next(generator, NULL), WIO_ECLOSED, "loop is closed");
	wio_generator_release(generator);
	return 0;
}

/* Nobody shuts them down: they end with the loop, also who does not want to. */
CASE(generators_of_a_loop_that_is_closed)
{
	wio_loop *loop;
	wio_task *task;
	GIVES(wio_loop_new(&loop), 0);
	GIVES(wio_loop_create_task(loop, &task, opens_three, NULL, NULL), 0);
	wio_loop_stop(loop);
	GIVES(wio_loop_run_forever(loop), 0);
	called_by_now();
	GIVES(wio_loop_close(loop), 0);
	GIVES(called_by_now(), 45);
	GIVES(wio_generator_next(kept, NULL), 0);
	wio_generator_release(kept);
	wio_task_release(task);
	wio_loop_release(loop);
}

static int asks_kept(void *unused)
{
	(void)unused;
	int item;
	REFUSED(wio_generator_next(kept, &item), WIO_EOTHERLOOP, "another loop");
	REFUSED(wio_generator_close(kept), WIO_EOTHERLOOP, "another loop");
	return 0;
}

CASE(generators_of_another_loop)
{
	wio_runner *runner;
	GIVES(wio_runner_new(&runner, NULL), 0);
	GIVES(wio_runner_run(runner, leaves_one, NULL, NULL), 0);
	GIVES(input_run(asks_kept), 0);
	GIVES(wio_runner_close(runner), 0);
	wio_generator_release(kept);
	wio_runner_free(runner);
}

/* Without memory a close has no tasks for them, but closes them. */
static int leaves_two(void *unused)
{
	(void)unused;
	kept = begun(defers, NULL);
	wio_generator_release(begun(defers, NULL));
	return 0;
}

CASE(generators_that_are_closed_without_memory)
{
	wio_runner *runner;
	for (int asyncio = 0; asyncio < 2; asyncio++) {
		const wio_runner_options how = {.asyncio = asyncio};
		GIVES(wio_runner_new(&runner, &how), 0);
		GIVES(wio_runner_run(runner, leaves_two, NULL, NULL), 0);
		input_starve(true);
		GIVES(wio_runner_close(runner), 0);
		input_starve(false);
		GIVES(called_by_now(), 11);
		wio_generator_release(kept);
		wio_runner_free(runner);
	}
}

/* ---- who does not want to end ---- */

static int ignores_all(void *unused)
{
	(void)unused;
	CHECK(wio_defer(note, &digits[6]) > 0);
	for (;;)
		wio_sleep(WIO_S(1));
	return 0;
}

static int asks_for_ever(void *generator)
{
	CHECK(wio_defer(note, &digits[7]) > 0);
	for (;;) {
		wio_generator_next(generator, NULL);
		wio_yield();
	}
	return 0;
}

static int stops(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_generator *generator = new_generator(ignores_all, NULL);
	GIVES(wio_create_task(&task, asks_for_ever, generator, NULL), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_task_stop(task, WIO_S(1)), 1);
	CHECK(wio_task_cancelled(task));
	GIVES(called_by_now(), 67);
	GIVES(wio_generator_next(generator, NULL), 0);
	wio_task_release(task);
	wio_generator_release(generator);
	return 0;
}

CASE(generators_of_a_task_that_is_stopped)
{
	GIVES(input_run(stops), 0);
}

static int leaves_both(void *generator)
{
	GIVES(wio_create_task(NULL, asks_for_ever, generator, NULL), 0);
	return wio_yield();
}

/* Each comes to its end, the one inside first. */
CASE(generators_that_a_closing_loop_ends)
{
	wio_loop *loop;
	wio_task *task;
	wio_generator *generator = new_generator(ignores_all, NULL);
	GIVES(wio_loop_new(&loop), 0);
	GIVES(wio_loop_create_task(loop, &task, leaves_both, generator, NULL), 0);
	GIVES(wio_loop_run_until_complete(loop, wio_task_future(task)), 0);
	GIVES(wio_loop_close(loop), 0);
	GIVES(called_by_now(), 67);
	GIVES(wio_generator_close(generator), 0);
	wio_generator_release(generator);
	wio_task_release(task);
	wio_loop_release(loop);
}

/* ---- what is seen of it from outside ---- */

static int waits_in_timeout(void *unused)
{
	(void)unused;
	wio_timeout *timeout;
	GIVES(wio_timeout_open(&timeout, WIO_S(9)), 0);
	return wio_timeout_close(timeout, wio_sleep(WIO_FOREVER));
}

static int asks_in_group(void *generator)
{
	wio_group *group;
	GIVES(wio_group_open(&group), 0);
	return wio_group_close(group, wio_generator_next(generator, NULL));
}

static int looks_on(void *unused)
{
	(void)unused;
	static char text[512];
	wio_task *task;
	wio_generator *generator = new_generator(waits_in_timeout, NULL);
	GIVES(wio_create_task(&task, asks_in_group, generator, NULL), 0);
	GIVES(wio_yield(), 0);
	wio_format_call_graph(wio_task_future(task), text, sizeof text);
	const char *inside = strstr(text, "open: timeout");
	CHECK(inside && strstr(inside, " in group"));
	wio_task_cancel(task, NULL);
	GIVES(wio_await(task, NULL), WIO_ECANCELED);
	wio_task_release(task);
	wio_generator_release(generator);
	return 0;
}

CASE(generators_in_a_call_graph)
{
	GIVES(input_run(looks_on), 0);
}
